package dev.gyre.training.run;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.TrainInput;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobSubmission;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Trainings: started, listed, followed. */
@Component
class Runs {

  private static final String LIST = "runs";
  private static final int MOST_POINTS = 100_000;

  /** Sorts after every run's hexadecimal digits. */
  private static final String AFTER_ALL = "g";

  private final RunPlanner planner;
  private final RunRepository repository;
  private final MetricRepository metrics;
  private final AttemptRepository attempts;
  private final JobEngine jobs;
  private final RunProperties properties;
  private final Idempotency idempotency;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Runs(
      RunPlanner planner,
      RunRepository repository,
      MetricRepository metrics,
      AttemptRepository attempts,
      @Qualifier("trainingJobs") JobEngine jobs,
      RunProperties properties,
      @Qualifier("trainingKeys") Idempotency idempotency,
      PlatformTransactionManager manager,
      Clock clock) {
    this.planner = planner;
    this.repository = repository;
    this.metrics = metrics;
    this.attempts = attempts;
    this.jobs = jobs;
    this.properties = properties;
    this.idempotency = idempotency;
    this.transactions = new TransactionTemplate(manager);
    this.clock = clock;
  }

  /**
   * Starts a run. Peers are asked before the transaction; what they refuse is told inside it, after
   * the key was looked up: a repeated request answers as the first one did, even when the contract
   * has moved on meanwhile.
   */
  Job start(Caller caller, ProjectSlug slug, @Nullable String key, NewRun asked) {
    ProjectId project = caller.requireProject();
    Supplier<RunPlan> plan = planned(project, slug, asked);
    String scope = "%s %s create-run".formatted(caller.displayName(), project);
    JobId job =
        transactions.execute(_ ->
            idempotency.once(
                scope, key, asked, JobId.class, () -> submit(caller, project, plan.get())));
    return jobs.get(Objects.requireNonNull(job));
  }

  @Transactional(readOnly = true)
  Run get(ProjectId project, RunId run) {
    return repository
        .find(project, run)
        .map(found -> found.toRun(metrics.latest(List.of(run)), attempts.history(List.of(run))))
        .orElseThrow(() -> PlatformException.notFound("run", run));
  }

  @Transactional(readOnly = true)
  Page<Run> list(ProjectId project, int limit, @Nullable String cursor) {
    String before =
        Cursor.parse(cursor, LIST, 1).map(last -> new RunId(last.text(0)).hex()).orElse(AFTER_ALL);
    Page<RunEntry> page =
        Cursor.page(
            repository.list(project, before, limit + 1),
            limit,
            run -> Cursor.after(LIST, run.id()));
    List<RunId> ids = page.items().stream().map(RunEntry::id).toList();
    MetricRepository.Latest latest = metrics.latest(ids);
    AttemptRepository.History history = attempts.history(ids);
    return page.map(run -> run.toRun(latest, history));
  }

  @Transactional(readOnly = true)
  List<MetricPoint> metrics(ProjectId project, RunId run, @Nullable String name) {
    get(project, run);
    if (name != null && name.indexOf('\0') >= 0) {
      throw PlatformException.invalid("name", name, "without U+0000");
    }
    List<MetricPoint> points = metrics.list(run, name, MOST_POINTS + 1);
    if (points.size() > MOST_POINTS) {
      throw new PlatformException(
          ErrorCode.TOO_LARGE,
          "There are more than %d points; ask for one metric by name, or read the run's events"
              .formatted(MOST_POINTS));
    }
    return points;
  }

  private Supplier<RunPlan> planned(ProjectId project, ProjectSlug slug, NewRun asked) {
    try {
      RunPlan plan = planner.plan(project, slug, asked);
      return () -> plan;
    } catch (PlatformException refusal) {
      return () -> {
        throw refusal;
      };
    }
  }

  private JobId submit(Caller caller, ProjectId project, RunPlan plan) {
    RunId run = RunId.next();
    TrainInput input = plan.input().forRun(run);
    JobSubmission job =
        JobSubmission.of(
                project,
                TrainJobHandler.TYPE,
                TrainJobHandler.SUBJECT + run,
                ContractJson.mapper().valueToTree(input))
            .withResources(new JobResources(input.recipe().threads(), properties.memory()));
    if (caller.principal() != null) {
      job = job.by(caller.principal().id());
    }
    repository.insert(
        RunEntry.scheduled(
            run, job.id(), project, plan, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    return jobs.submit(job);
  }
}
