package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * What accuracy must reach on a part of the data.
 *
 * @param name unique in the contract
 * @param filter CEL over {@code sample}; absent for one slice per class
 * @param floor the least accuracy, in [0, 1]; absent for none
 * @param margin how much worse than the champion is still no worse, in (0, 1]; absent for no
 *     comparison
 */
public record SliceRule(
    String name, @Nullable String filter, @Nullable Double floor, @Nullable Double margin) {

  public SliceRule {
    TaskContract.requireName("slices.name", name);
    MetricRule.requireShare("floor", floor);
    MetricRule.requireShare("margin", margin);
    if (floor == null && margin == null) {
      throw PlatformException.invalid("slices." + name, "empty", "with a floor, a margin, or both");
    }
  }
}
