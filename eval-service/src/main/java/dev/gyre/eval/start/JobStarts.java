package dev.gyre.eval.start;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts jobs for requests that may carry an {@code Idempotency-Key}. */
@Component
public class JobStarts {

  private final ObjectProvider<JobEngine> jobs;
  private final Idempotency keys;
  private final TransactionTemplate transactions;

  JobStarts(
      @Qualifier("evalJobs") ObjectProvider<JobEngine> jobs,
      @Qualifier("evalKeys") Idempotency keys,
      PlatformTransactionManager manager) {
    this.jobs = jobs;
    this.keys = keys;
    this.transactions = new TransactionTemplate(manager);
  }

  /**
   * What is asked for.
   *
   * @param operation its name, for the scope of the key
   * @param key of the caller, if there is one
   * @param body as sent
   */
  public record Request(String operation, @Nullable String key, Object body) {}

  /**
   * Plans outside of any transaction, then submits in one. A refusal of the plan is told only after
   * the key was looked up: a repeated request answers as the first one did, even when the world has
   * moved on meanwhile.
   *
   * @param plan asks peers
   * @param submit within the transaction
   */
  public <P> Job start(
      Caller caller, Request request, Supplier<P> plan, Function<P, JobId> submit) {
    Supplier<P> planned = answerOf(plan);
    String scope =
        "%s %s %s".formatted(caller.displayName(), caller.requireProject(), request.operation());
    JobId job =
        transactions.execute(_ ->
            keys.once(
                scope,
                request.key(),
                request.body(),
                JobId.class,
                () -> submit.apply(planned.get())));
    return jobs.getObject().get(Objects.requireNonNull(job));
  }

  private static <P> Supplier<P> answerOf(Supplier<P> plan) {
    try {
      P answer = plan.get();
      return () -> answer;
    } catch (PlatformException refusal) {
      return () -> {
        throw refusal;
      };
    }
  }
}
