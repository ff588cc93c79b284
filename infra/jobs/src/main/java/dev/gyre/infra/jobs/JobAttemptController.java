package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAttemptApi;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RestController;

/** Hands workers' reports to the engine whose job it is, among those of this process. */
@RestController
public final class JobAttemptController implements JobAttemptApi {

  private final JobDatabase database;
  private final Map<String, JobEngine> engines;

  /**
   * @param engines of this process, at most one for each service
   */
  public JobAttemptController(JobDatabase database, Collection<JobEngine> engines) {
    this.database = database;
    this.engines =
        engines.stream()
            .collect(Collectors.toMap(engine -> engine.service().value(), Function.identity()));
  }

  @Override
  public JobLease heartbeat(JobId job, int attempt, JobHeartbeat heartbeat) {
    return engine(job).heartbeat(new AttemptId(job, attempt), heartbeat);
  }

  @Override
  public JobUrls urls(JobId job, int attempt, JobUrlQuery query) {
    return engine(job).urls(new AttemptId(job, attempt), query);
  }

  @Override
  public void checkpoint(JobId job, int attempt, JobCheckpoint checkpoint) {
    engine(job).checkpoint(new AttemptId(job, attempt), checkpoint);
  }

  @Override
  public void complete(JobId job, int attempt, JobCompletion completion) {
    engine(job).complete(new AttemptId(job, attempt), completion);
  }

  private JobEngine engine(JobId job) {
    return database
        .jdbc()
        .sql("select service from platform.job where id = :id")
        .param("id", job.value())
        .query(String.class)
        .optional()
        .map(engines::get)
        .orElseThrow(() -> PlatformException.notFound("job", job));
  }
}
