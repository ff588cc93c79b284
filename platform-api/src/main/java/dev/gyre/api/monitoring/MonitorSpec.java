package dev.gyre.api.monitoring;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor looks for. The accepted error and the classes are the task contract's.
 *
 * @param confidenceBelow predictions of less confidence are suspected, in [0, 1]; 0.5 if absent
 * @param baselineSize how many of the endpoint's first predictions inputs are compared with, 20 to
 *     10 000; 200 if absent
 * @param windowSize how many predictions are compared at once, 20 to 10 000; 200 if absent
 * @param driftAbove population stability index of a feature above which a window is suspected,
 *     above 0; 0.25 if absent
 */
public record MonitorSpec(
    @Nullable Double confidenceBelow,
    @Nullable Integer baselineSize,
    @Nullable Integer windowSize,
    @Nullable Double driftAbove) {

  public MonitorSpec {
    confidenceBelow = confidenceBelow == null ? Double.valueOf(0.5) : confidenceBelow;
    baselineSize = baselineSize == null ? Integer.valueOf(200) : baselineSize;
    windowSize = windowSize == null ? Integer.valueOf(200) : windowSize;
    driftAbove = driftAbove == null ? Double.valueOf(0.25) : driftAbove;
    if (!(confidenceBelow >= 0 && confidenceBelow <= 1)) {
      throw PlatformException.invalid("confidence_below", confidenceBelow, "from 0 to 1");
    }
    requireSize("baseline_size", baselineSize);
    requireSize("window_size", windowSize);
    if (!(driftAbove > 0 && Double.isFinite(driftAbove))) {
      throw PlatformException.invalid("drift_above", driftAbove, "above 0");
    }
  }

  /** All defaults. */
  public static MonitorSpec defaults() {
    return new MonitorSpec(null, null, null, null);
  }

  private static void requireSize(String field, int size) {
    if (size < 20 || size > 10_000) {
      throw PlatformException.invalid(field, size, "from 20 to 10000");
    }
  }
}
