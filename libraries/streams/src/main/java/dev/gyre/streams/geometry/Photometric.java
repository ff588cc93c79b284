package dev.gyre.streams.geometry;

import dev.gyre.streams.array.NdArray;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One change of light, for pictures alone: no other stream changes with it. Values are shares of
 * full scale, where 1 is 255 for {@code uint8}, 65,535 for {@code uint16} and 1.0 for floating
 * values; after each change they are cut to [0, 1], and they are rounded once, after the last.
 *
 * @param amount see {@link Change}
 * @param seed of {@link Change#NOISE}; 0 for all others
 */
public record Photometric(Change change, double amount, long seed) {

  /** What changes. */
  public enum Change {
    /** Adds {@code amount}, in [-1, 1]. */
    BRIGHTNESS(-1, 1),
    /** Distances from half of full scale times {@code amount}, in [0, 10]. */
    CONTRAST(0, 10),
    /**
     * Distances from the pixel's gray (0.299 R + 0.587 G + 0.114 B) times {@code amount}, in [0,
     * 10]; pictures of other than three channels stay.
     */
    SATURATION(0, 10),
    /**
     * Turns the hue by {@code amount} degrees (red to green is 120), in [-180, 180], with HSV's
     * saturation and value as they were; pictures of other than three channels stay.
     */
    HUE(-180, 180),
    /** Every value to the power of {@code amount}, in [0.1, 10]: above 1 is darker. */
    GAMMA(0.1, 10),
    /** Adds normal noise of standard deviation {@code amount}, in [0, 1]. */
    NOISE(0, 1),
    /**
     * Gaussian blur of standard deviation {@code amount} pixels, in [0, 50]; cut at 4 deviations,
     * mirrored at the edges without repeating them, as OpenCV's default border is.
     */
    BLUR(0, 50);

    private final double least;
    private final double most;

    Change(double least, double most) {
      this.least = least;
      this.most = most;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    void check(Range amounts) {
      amounts.within("Amounts of " + wireName(), least, most);
    }
  }

  public Photometric {
    change.check(new Range(amount, amount));
    if (seed != 0 && change != Change.NOISE) {
      throw new IllegalArgumentException("Only noise has a seed, not " + change.wireName());
    }
  }

  /** A change that is not noise. */
  public static Photometric of(Change change, double amount) {
    return new Photometric(change, amount, 0);
  }

  /**
   * All changes in their order.
   *
   * @param pixels height x width or height x width x channels, {@code uint8}, {@code uint16} or
   *     floating
   */
  public static NdArray apply(List<Photometric> changes, NdArray pixels) {
    return changes.isEmpty() ? pixels : new Light(pixels).apply(changes);
  }

  /** The canonical members. */
  public Map<String, Object> toMembers() {
    return Map.of("kind", change.wireName(), "amount", amount, "seed", Long.toString(seed));
  }
}
