package dev.gyre.eval.gate;

import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.SliceFlips;

/**
 * A number with its interval.
 *
 * @param n samples; 0 if nothing is known
 */
record Measured(double value, double low, double high, int n) {

  static Measured of(MetricValue v) {
    return new Measured(v.value(), v.low(), v.high(), v.n());
  }

  /** The difference of accuracies on a slice. */
  static Measured of(SliceFlips s) {
    int n = s.flips().n();
    double difference = n == 0 ? 0 : (double) (s.flips().fixed() - s.flips().broken()) / n;
    return new Measured(difference, s.lowerBound(), s.upperBound(), n);
  }

  /**
   * About how many samples would move the lower end above a threshold, if the value stayed: an
   * interval shrinks by the square root of n. 0 if none would.
   */
  int neededAbove(double threshold) {
    if (n == 0 || value <= threshold) {
      return 0;
    }
    double factor = (value - low) / (value - threshold);
    double needed = Math.ceil(n * factor * factor);
    return needed > Integer.MAX_VALUE ? 0 : (int) Math.max(needed, n + 1.0);
  }
}
