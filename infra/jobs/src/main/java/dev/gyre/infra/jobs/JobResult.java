package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobArtifact;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a job has yielded.
 *
 * @param value a small record of the job's type
 * @param artifacts bulk results; their bytes are verified and stored
 */
public record JobResult(JsonNode value, List<JobArtifact> artifacts) {

  public JobResult {
    artifacts = List.copyOf(artifacts);
  }
}
