package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobId;

/**
 * One try of a job.
 *
 * @param number counts the attempts of the job from 1
 */
public record AttemptId(JobId job, int number) {

  public AttemptId {
    if (number < 1) {
      throw PlatformException.invalid("attempt", number, "1 or more");
    }
  }

  @Override
  public String toString() {
    return job + "/" + number;
  }
}
