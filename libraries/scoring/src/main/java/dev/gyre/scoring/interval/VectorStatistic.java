package dev.gyre.scoring.interval;

/** Some metrics of a multiset of samples. */
@FunctionalInterface
public interface VectorStatistic {

  /**
   * The metrics of the samples at these indices, which may repeat. Must be pure, always of one
   * length, and NaN where a metric is undefined on this multiset.
   */
  double[] of(int[] sampleIndices);
}
