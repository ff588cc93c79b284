package dev.gyre.data.dataset;

import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
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

/** Commits a version in one transaction, once per job. */
@Component
@Qualifier("dataJob")
class CommitJob implements ServiceJob {

  static final JobType TYPE = new JobType("commit");

  private final VersionCommit commit;

  CommitJob(VersionCommit commit) {
    this.commit = commit;
  }

  @Override
  public JobType type() {
    return TYPE;
  }

  @Override
  public JobPolicy policy() {
    return JobPolicy.of(JobResources.NEGLIGIBLE, Duration.ofHours(1));
  }

  @Override
  public JsonNode run(JobRequest request, RunningJob running) {
    CommitInput input = ContractJson.mapper().treeToValue(request.input(), CommitInput.class);
    return running.step(
        "commit",
        () -> ContractJson.mapper().valueToTree(commit.commit(request.job().project(), input)));
  }

  /** The step had the effect already. */
  @Override
  public void onSucceeded(JobRequest request, JobResult result) {}
}
