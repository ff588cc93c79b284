package dev.gyre.streams.check;

import java.util.List;
import java.util.Set;

/**
 * What is checked beyond the declarations.
 *
 * @param sameSize groups of streams whose pictures must have one height and width
 * @param maxOutOfRangeShare of the valid values of one item, 0 to 1; more is a wrong unit
 * @param masks which label maps must fit which pictures
 */
public record CheckSettings(
    List<Set<String>> sameSize, double maxOutOfRangeShare, List<MaskPair> masks) {

  /** No group, 5 % out of range, no masks. */
  public static final CheckSettings STANDARD = new CheckSettings(List.of(), 0.05, List.of());

  /**
   * A label map whose borders should lie on edges of another stream.
   *
   * @param labels name of the stream of labels
   * @param picture name of a stream of kind image or depth
   */
  public record MaskPair(String labels, String picture) {}

  public CheckSettings {
    sameSize = sameSize.stream().map(Set::copyOf).toList();
    masks = List.copyOf(masks);
    if (!(maxOutOfRangeShare >= 0 && maxOutOfRangeShare <= 1)) {
      throw new IllegalArgumentException(
          "maxOutOfRangeShare is %s; give 0 to 1".formatted(maxOutOfRangeShare));
    }
  }
}
