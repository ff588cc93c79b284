package dev.gyre.streams.align;

/** Why an item is in no sample. */
public enum Unused {
  /** It has no time by the declared clock. */
  CLOCK_MISSING,
  /** An item ahead of it in the input has the same time. */
  DUPLICATE_TIME,
  /** No moment is in the policy's reach. */
  OUT_OF_REACH,
  /** Moments in reach took other items. */
  NOT_CHOSEN,
  /** It was chosen, but another stream had the sample dropped. */
  SAMPLE_DROPPED
}
