package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.project.ProjectId;
import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * All that a worker is told: one line of JSON on its standard input, never on a command line or in
 * an environment. See {@link JobAttemptApi} for its duties.
 *
 * @param baseUrl where the service that owns the job is reached
 * @param token opens {@link JobAttemptApi} for this attempt; a secret
 * @param leaseUntil when the first heartbeat must have been answered
 * @param cores how many cores it may keep busy; above 0
 * @param memoryBytes resident memory above which it is killed
 * @param input as the job's type defines it
 */
public record JobAssignment(
    URI baseUrl,
    JobId job,
    int attempt,
    JobType type,
    ProjectId project,
    String token,
    Instant leaseUntil,
    double cores,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long memoryBytes,
    JsonNode input) {

  /** Without the token. */
  @Override
  public String toString() {
    return "JobAssignment[%s job %s attempt %d at %s]".formatted(type, job, attempt, baseUrl);
  }
}
