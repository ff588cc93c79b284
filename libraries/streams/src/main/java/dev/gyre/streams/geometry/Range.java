package dev.gyre.streams.geometry;

import java.util.List;

/**
 * Values of equal probability.
 *
 * @param low finite, not above {@code high}
 * @param high finite; equal to {@code low} for a fixed value
 */
public record Range(double low, double high) {

  public Range {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "A range from %s to %s; give finite ends, the lower first".formatted(low, high));
    }
  }

  double draw(SplitMix random) {
    return low + (high - low) * random.nextDouble();
  }

  /** Draws so that twice as much is as likely as half as much; ends are above 0. */
  double drawByRatio(SplitMix random) {
    return StrictMath.exp(StrictMath.log(low) + StrictMath.log(high / low) * random.nextDouble());
  }

  void within(String what, double least, double most) {
    if (low < least || high > most) {
      throw new IllegalArgumentException(
          "%s from %s to %s; give values from %s to %s".formatted(what, low, high, least, most));
    }
  }

  List<Double> toMembers() {
    return List.of(low, high);
  }
}
