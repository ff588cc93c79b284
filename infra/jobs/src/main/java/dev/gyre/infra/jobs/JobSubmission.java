package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job to be done.
 *
 * @param id submitting the same id again changes nothing
 * @param subject what it works on, as {@code <noun>/<id>}
 * @param input as the type defines it; no secrets
 * @param priority from -100 to 100; higher ones are picked first
 * @param runAt not before; absent for at once
 * @param resources instead of the policy's
 * @param timeout of one attempt, instead of the policy's
 */
public record JobSubmission(
    JobId id,
    ProjectId project,
    JobType type,
    String subject,
    JsonNode input,
    int priority,
    @Nullable Instant runAt,
    @Nullable JobResources resources,
    @Nullable Duration timeout,
    @Nullable PrincipalId createdBy) {

  public JobSubmission {
    if (priority < -100 || priority > 100) {
      throw PlatformException.invalid("priority", priority, "from -100 to 100");
    }
    if (timeout != null && !timeout.isPositive()) {
      throw PlatformException.invalid("timeout", timeout, "above 0");
    }
  }

  /** A job of ordinary priority, to be done at once and under the policy of its type. */
  public static JobSubmission of(ProjectId project, JobType type, String subject, JsonNode input) {
    return new JobSubmission(
        JobId.next(), project, type, subject, input, 0, null, null, null, null);
  }

  public JobSubmission withId(JobId other) {
    return new JobSubmission(
        other, project, type, subject, input, priority, runAt, resources, timeout, createdBy);
  }

  public JobSubmission withPriority(int other) {
    return new JobSubmission(
        id, project, type, subject, input, other, runAt, resources, timeout, createdBy);
  }

  public JobSubmission notBefore(Instant other) {
    return new JobSubmission(
        id, project, type, subject, input, priority, other, resources, timeout, createdBy);
  }

  public JobSubmission withResources(JobResources other) {
    return new JobSubmission(
        id, project, type, subject, input, priority, runAt, other, timeout, createdBy);
  }

  public JobSubmission withTimeout(Duration other) {
    return new JobSubmission(
        id, project, type, subject, input, priority, runAt, resources, other, createdBy);
  }

  public JobSubmission by(PrincipalId principal) {
    return new JobSubmission(
        id, project, type, subject, input, priority, runAt, resources, timeout, principal);
  }
}
