package dev.gyre.streams.geometry;

/**
 * How the value of a target pixel is found. Means are taken in double precision; rounding to whole
 * numbers is half to even.
 */
public enum Sampling {
  /**
   * The value of the source pixel in which the target pixel's centre lies; a centre on the edge
   * between two belongs to the right or lower one. No value is new. A resize is {@code
   * INTER_NEAREST_EXACT} of OpenCV, which on such an edge takes either, as its rounding has it.
   */
  NEAREST,
  /**
   * Between the four source pixels whose centres surround it; beyond the outermost centres the edge
   * pixels repeat.
   */
  BILINEAR,
  /**
   * The mean over what the target pixel covers, where rows stay rows and an axis gets no larger;
   * else {@link #BILINEAR}. Takes the shimmer from pictures that are made smaller.
   */
  AREA
}
