package dev.gyre.training;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobId;
import dev.gyre.infra.jobs.AttemptId;
import dev.gyre.infra.jobs.ExecutionRef;
import dev.gyre.infra.jobs.JobAttempt;
import dev.gyre.infra.jobs.JobExecutor;
import dev.gyre.infra.jobs.LogChunk;
import dev.gyre.infra.jobs.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Starts no process: a test plays the worker. */
public final class HeldExecutor implements JobExecutor {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<AttemptId, CompletableFuture<JobAttempt>> started = new ConcurrentHashMap<>();

  /** What a worker of the job is told, once the engine has picked it. */
  public JobAssignment await(JobId job) {
    return await(firstAttempt(job));
  }

  /** The same for a certain attempt. */
  public JobAssignment await(AttemptId attempt) {
    return of(attempt).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().assignment();
  }

  private CompletableFuture<JobAttempt> of(AttemptId attempt) {
    return started.computeIfAbsent(attempt, _ -> new CompletableFuture<>());
  }

  @Override
  public String name() {
    return "held";
  }

  @Override
  public boolean runsOnThisHost() {
    return true;
  }

  @Override
  public ExecutionRef start(JobAttempt attempt) {
    of(attempt.id()).complete(attempt);
    return new ExecutionRef(attempt.id(), "held");
  }

  @Override
  public Observation observe(ExecutionRef execution) {
    return new Observation.Running();
  }

  @Override
  public LogChunk readLog(ExecutionRef execution, long offset) {
    return new LogChunk("", offset);
  }

  @Override
  public void cancel(ExecutionRef execution) {}

  @Override
  public void cleanup(ExecutionRef execution) {}

  @Override
  public List<ExecutionRef> leftovers() {
    return List.of();
  }

  /** The only attempt of most jobs of these tests. */
  public static AttemptId firstAttempt(JobId job) {
    return new AttemptId(job, 1);
  }
}
