package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * What accuracy, or a segmentation's intersection over union, must reach on a part of the data.
 *
 * @param name unique in the contract
 * @param filter CEL over {@code sample}; absent for one slice per class
 * @param metric {@code ACCURACY}, or of a segmentation {@code MEAN_IOU}: by a filter the mean over
 *     classes on these samples, per class that class's own; absent for {@code ACCURACY}
 * @param floor the least value, in [0, 1]; absent for none
 * @param margin how much worse than the champion is still no worse, in (0, 1]; absent for no
 *     comparison
 */
public record SliceRule(
    String name,
    @Nullable String filter,
    @Nullable Metric metric,
    @Nullable Double floor,
    @Nullable Double margin) {

  public SliceRule {
    TaskContract.requireName("slices.name", name);
    MetricRule.requireShare("floor", floor);
    MetricRule.requireShare("margin", margin);
    if (floor == null && margin == null) {
      throw PlatformException.invalid("slices." + name, "empty", "with a floor, a margin, or both");
    }
    if (metric != null && metric != Metric.ACCURACY && metric != Metric.MEAN_IOU) {
      throw PlatformException.invalid(
          "slices." + name + ".metric", metric, "ACCURACY or MEAN_IOU, or left out");
    }
  }

  /** A rule about accuracy. */
  public SliceRule(
      String name, @Nullable String filter, @Nullable Double floor, @Nullable Double margin) {
    this(name, filter, null, floor, margin);
  }

  /** The metric that it is about. */
  public Metric judged() {
    return metric == null ? Metric.ACCURACY : metric;
  }
}
