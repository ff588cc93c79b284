package dev.gyre.monitoring.harvest;

import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.monitoring.HarvestId;
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

/** Carries a harvest from step to step. A later attempt goes on where the last one stopped. */
@Component
@Qualifier("monitoringJob")
class HarvestJob implements ServiceJob {

  static final JobType TYPE = new JobType("harvest");

  private final HarvestSteps steps;

  HarvestJob(HarvestSteps steps) {
    this.steps = steps;
  }

  record Input(HarvestId harvest) {}

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, Duration.ofHours(1));
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) throws InterruptedException {
    HarvestId harvest = ContractJson.mapper().treeToValue(request.input(), Input.class).harvest();
    while (steps.advance(harvest)) {
      running.stopIfAsked();
    }
    return request.input();
  }

  /** Each step has had its effect. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}
}
