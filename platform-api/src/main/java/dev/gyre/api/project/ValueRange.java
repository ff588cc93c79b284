package dev.gyre.api.project;

import dev.gyre.api.PlatformException;

/** From the least to the most, both possible; finite, in the unit of what it bounds. */
public record ValueRange(double least, double most) {

  public ValueRange {
    if (!Double.isFinite(least) || !Double.isFinite(most) || !(least < most)) {
      throw PlatformException.invalid(
          "valid_range", least + " to " + most, "finite, the least below the most");
    }
  }
}
