package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * What a metric must reach on the whole test split.
 *
 * @param floor the least value in [0, 1] (for a calibration error: the most) that the interval's
 *     near end must keep; absent for none
 * @param margin how much worse than the champion is still no worse, in (0, 1]; absent for no
 *     comparison
 */
public record MetricRule(Metric metric, @Nullable Double floor, @Nullable Double margin) {

  public MetricRule {
    requireShare("floor", floor);
    requireShare("margin", margin);
    if (floor == null && margin == null) {
      throw PlatformException.invalid("metrics", metric, "with a floor, a margin, or both");
    }
  }

  static void requireShare(String field, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw PlatformException.invalid(field, value, "from 0 to 1");
    }
  }
}
