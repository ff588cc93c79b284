package dev.gyre.eval.gate;

import dev.gyre.api.eval.Estimate;
import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.project.Metric;

/**
 * A number with its interval.
 *
 * @param n samples; 0 if nothing is known
 */
record Measured(double value, double low, double high, int n) {

  private static final Measured NOTHING = new Measured(0, 0, 1, 0);

  static Measured of(MetricValue v) {
    return new Measured(v.value(), v.low(), v.high(), v.n());
  }

  /** The accuracy of a slice, or its intersection over union. */
  static Measured of(SliceValue v, Metric metric) {
    if (metric != Metric.MEAN_IOU) {
      return new Measured(v.accuracy(), v.low(), v.high(), v.n());
    }
    Estimate iou = v.pixels() == null ? null : v.pixels().iou();
    return iou == null ? NOTHING : new Measured(iou.value(), iou.low(), iou.high(), v.n());
  }

  /** The difference of accuracies on a slice, or of intersections over union. */
  static Measured of(SliceFlips s, Metric metric) {
    int n = s.flips().n();
    if (metric == Metric.MEAN_IOU) {
      MetricDifference d = s.iou();
      return d == null ? NOTHING : new Measured(d.difference(), d.lowerBound(), d.upperBound(), n);
    }
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
