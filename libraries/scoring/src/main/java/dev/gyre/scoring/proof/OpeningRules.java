package dev.gyre.scoring.proof;

import dev.gyre.scoring.evidence.RateTest;

/**
 * When a failure mode becomes an incident.
 *
 * @param acceptedError the contract's error rate per class that is accepted, in (0, 1): a constant,
 *     never an estimate (a tested rate plugged in here opens 0 to 18 % falsely)
 * @param level chance of any false incident, in (0, 1), shared by all classes
 * @param minimumFailures failures below which nothing opens, ≥ 1
 * @param classes K, classes of the contract, ≥ 2
 */
public record OpeningRules(double acceptedError, double level, int minimumFailures, int classes) {

  public OpeningRules {
    if (!(acceptedError > 0 && acceptedError < 1 && level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "accepted error and level must lie in (0, 1), but are %s and %s; set them in the contract"
              .formatted(acceptedError, level));
    }
    if (minimumFailures < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "at least 1 failure and 2 classes are needed, but are %d and %d"
              .formatted(minimumFailures, classes));
    }
  }

  /** Level 0.05 over all classes and at least 5 failures. */
  public static OpeningRules of(double acceptedError, int classes) {
    return new OpeningRules(acceptedError, 0.05, 5, classes);
  }

  /** E that a class must reach: K / level. */
  public double classThreshold() {
    return classes / level;
  }

  /** E that a pair must reach: K (K − 1) / level. */
  public double pairThreshold() {
    return classes * (classes - 1.0) / level;
  }

  /** The test that a class's failures must pass. */
  public RateTest classTest() {
    return new RateTest(acceptedError, classThreshold(), minimumFailures);
  }

  /** The test that a pair's failures must pass over the class's exposures. */
  public RateTest pairTest() {
    return new RateTest(acceptedError, pairThreshold(), minimumFailures);
  }

  boolean classOpens(ClassExposures counts) {
    return classTest().rejects(counts.wrong(), counts.exposures());
  }
}
