package dev.gyre.scoring.proof;

import dev.gyre.scoring.evidence.EvidencePlan;
import dev.gyre.scoring.evidence.EvidenceValue;
import dev.gyre.scoring.evidence.RateTest;
import java.util.OptionalInt;

/**
 * Whether a cured mode has returned: a rate test over the labelled exposures since the cure was
 * deployed. One failure does not reopen; a returned mode does.
 *
 * @param wrong failures since the deployment
 * @param exposures labelled exposures since the deployment; count a group once
 * @param test against the contract's accepted error
 */
public record Reopening(int wrong, int exposures, RateTest test) {

  /** Threshold 20 (level 0.05) and at least 5 failures. */
  public static Reopening of(int wrong, int exposures, double acceptedError) {
    return new Reopening(wrong, exposures, new RateTest(acceptedError, 20, 5));
  }

  /** Whether the incident reopens. */
  public boolean reopens() {
    return test.rejects(wrong, exposures);
  }

  /** Natural logarithm of E. */
  public double logEvidence() {
    return EvidenceValue.log(wrong, exposures, test.nullRate());
  }

  /**
   * Further exposures without a failure after which the rate would be shown to lie below the
   * accepted error; for the incident's page.
   */
  public OptionalInt furtherCleanExposures() {
    return EvidencePlan.furtherCleanExposures(wrong, exposures, test.nullRate(), test.threshold());
  }
}
