package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds that a model version must keep.
 *
 * @param modelSizeBytes the largest package; absent for none
 * @param latency of a single call on one CPU core; absent for none
 */
public record Budgets(@Nullable Long modelSizeBytes, @Nullable Latency latency) {

  public Budgets {
    if (modelSizeBytes != null && modelSizeBytes < 1) {
      throw PlatformException.invalid("budgets.model_size_bytes", modelSizeBytes, "at least 1");
    }
  }

  /**
   * The longest that a share of calls may take.
   *
   * @param percentile in (0, 100]
   */
  public record Latency(Duration limit, double percentile) {

    public Latency {
      if (!limit.isPositive()) {
        throw PlatformException.invalid("budgets.latency.limit", limit, "longer than zero");
      }
      if (!(percentile > 0 && percentile <= 100)) {
        throw PlatformException.invalid(
            "budgets.latency.percentile", percentile, "above 0 and up to 100");
      }
    }
  }
}
