package dev.gyre.monitoring.fix;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.infra.jobs.JobPolicy;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.jobs.JobResult;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.infra.jobs.ServiceJob;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Carries a verification from step to step. A later attempt goes on where the last one stopped. */
@Component
@Qualifier("monitoringJob")
class VerifyJob implements ServiceJob {

  static final JobType TYPE = new JobType("verify-incident");

  private static final Duration LOOK = Duration.ofMillis(300);

  private final VerifySteps steps;

  VerifyJob(VerifySteps steps) {
    this.steps = steps;
  }

  record Input(IncidentId incident) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, Duration.ofHours(6));
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    IncidentId incident =
        ContractJson.mapper().treeToValue(request.input(), Input.class).incident();
    Semaphore never = new Semaphore(0);
    while (true) {
      running.stopIfAsked();
      switch (advance(request, incident, running)) {
        case DONE -> {
          return request.input();
        }
        case WAIT -> {
          var _ = never.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        case MORE -> {}
      }
    }
  }

  /** Eval may be away for longer than the job has attempts: each step may be asked for again. */
  private VerifySteps.Progress advance(
      JobRequest request, IncidentId incident, RunningJob running) {
    try {
      VerifySteps.Progress progress = steps.advance(request.job().project(), incident);
      running.report(0.5, "eval is at work");
      return progress;
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.DEPENDENCY) {
        throw e;
      }
      running.report(0.5, "Waits: " + e.detail());
      return VerifySteps.Progress.WAIT;
    }
  }

  /** Each step has had its effect. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}
}
