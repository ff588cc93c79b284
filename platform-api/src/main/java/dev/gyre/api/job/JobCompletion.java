package dev.gyre.api.job;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * The end of an attempt, as its worker reports it.
 *
 * @param outcome {@link JobOutcome.TimedOut} is the server's to say and refused here
 * @param artifacts bulk results; only with success
 */
public record JobCompletion(JobOutcome outcome, List<JobArtifact> artifacts) {

  public JobCompletion {
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
    if (outcome == null || outcome instanceof JobOutcome.TimedOut) {
      throw PlatformException.invalid(
          "outcome", outcome == null ? null : outcome.state(), "SUCCEEDED, FAILED or CANCELLED");
    }
    if (!artifacts.isEmpty() && !(outcome instanceof JobOutcome.Succeeded)) {
      throw PlatformException.invalid(
          "artifacts", artifacts.size() + " items", "empty unless the outcome is SUCCEEDED");
    }
  }
}
