package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import java.time.Instant;

/**
 * What a job token opens: the methods of {@link dev.gyre.api.job.JobAttemptApi} for one attempt.
 *
 * @param service the service that owns the job
 * @param leaseUntil when the token dies, unless a heartbeat renews the lease
 */
public record JobGrant(
    JobId job, int attempt, ProjectId project, String service, JobType type, Instant leaseUntil) {

  /** Whether this is the attempt that an address names. */
  public boolean opens(JobId otherJob, int otherAttempt) {
    return job.equals(otherJob) && attempt == otherAttempt;
  }
}
