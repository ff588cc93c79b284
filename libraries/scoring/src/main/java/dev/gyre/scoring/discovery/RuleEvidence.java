package dev.gyre.scoring.discovery;

/**
 * How much more often a model fails where a rule holds than elsewhere.
 *
 * @param samples n, all that were looked at
 * @param covered those that the rule holds for
 * @param coveredGroups independent groups with a covered sample
 * @param failures failures among the covered
 * @param restFailures failures among the others
 * @param lower 95 % one-sided lower bound of {@link #difference}, in (−∞, 1], see {@link Discovery}
 * @param harm mean harm of the covered failures, ≥ 0; 0 without any
 */
public record RuleEvidence(
    int samples,
    int covered,
    int coveredGroups,
    int failures,
    int restFailures,
    double lower,
    double harm) {

  /** Failure rate where the rule holds, in [0, 1]; NaN if it holds nowhere. */
  public double rate() {
    return (double) failures / covered;
  }

  /** Failure rate elsewhere, in [0, 1]; NaN if it holds everywhere. */
  public double restRate() {
    return (double) restFailures / (samples - covered);
  }

  /** Rate minus rest rate, in [−1, 1]. */
  public double difference() {
    return rate() - restRate();
  }

  /** Share of samples that the rule holds for, in [0, 1]. */
  public double share() {
    return (double) covered / samples;
  }

  /** Harm × √share × lower bound; negative without evidence. */
  public double score() {
    return harm * Math.sqrt(share()) * lower;
  }
}
