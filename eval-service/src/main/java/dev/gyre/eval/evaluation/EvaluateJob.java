package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.eval.start.ServiceBody;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Jobs of type {@code evaluate}. */
@Component
@Qualifier("evalJob")
class EvaluateJob implements ServiceJob {

  static final JobType TYPE = new JobType("evaluate");

  /** What a job's subject begins with, before the evaluation's id. */
  static final String SUBJECT = "evaluation/";

  /** Mostly waiting for a worker, which may wait for room itself. */
  private static final Duration TIMEOUT = Duration.ofHours(24);

  private final EvaluationWork work;
  private final EvaluationRepository repository;

  EvaluateJob(EvaluationWork work, EvaluationRepository repository) {
    this.work = work;
    this.repository = repository;
  }

  /**
   * What the job is given.
   *
   * @param project the job's project, as peers are asked by it
   */
  record Input(ProjectSlug project, EvaluationId evaluation) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, TIMEOUT);
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    Input input = ContractJson.mapper().treeToValue(request.input(), Input.class);
    Evaluation done =
        ServiceBody.run(() ->
            work.finish(request.job().project(), input.project(), input.evaluation(), running));
    return ContractJson.mapper().createObjectNode().put("evaluation", done.id().toString());
  }

  /** The numbers were stored, and the event told, in the step that made them. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}

  @Override
  public void onFailed(JobRequest request, JobOutcome outcome) {
    repository.fail(request.job().id());
  }
}
