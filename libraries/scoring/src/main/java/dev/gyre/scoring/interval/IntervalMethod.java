package dev.gyre.scoring.interval;

/** How an interval was made. */
public enum IntervalMethod {
  /** Wilson's score interval of a proportion (Wilson 1927). */
  WILSON,
  /** Exact interval of a proportion, by inverting the binomial test. */
  CLOPPER_PEARSON,
  /** Bias-corrected and accelerated bootstrap over samples (Efron 1987). */
  BCA_BOOTSTRAP,
  /** The same, resampling whole groups (Field and Welsh 2007; Cameron et al. 2008). */
  GROUP_BCA_BOOTSTRAP,
  /** Percentiles of a bootstrap over samples: taken where acceleration costs too much. */
  PERCENTILE_BOOTSTRAP,
  /** The same, resampling whole groups. */
  GROUP_PERCENTILE_BOOTSTRAP,
  /**
   * Every resample gave the same value at the edge of [0, 1], so the bootstrap knows nothing of the
   * spread; the exact interval of "all groups alike" stands in, with n = the groups that the metric
   * is defined on.
   */
  DEGENERATE_CLOPPER_PEARSON,
  /** Too little to say anything: the interval is the metric's whole range. */
  NONE
}
