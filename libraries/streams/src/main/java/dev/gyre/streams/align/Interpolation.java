package dev.gyre.streams.align;

import dev.gyre.streams.StreamKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values between two items. Only kinds in {@link #KINDS} have any: between two pictures or label
 * maps lies nothing that was there. Shares outside [0, 1] are refused, never clamped.
 */
public final class Interpolation {

  /** Boxes in 3D of tracked objects. */
  public static final StreamKind BOXES_3D = new StreamKind("boxes-3d");

  /** The kinds that may be interpolated. */
  public static final Set<StreamKind> KINDS = Set.of(StreamKind.VECTOR, StreamKind.POSE, BOXES_3D);

  private Interpolation() {}

  /**
   * Each number on the straight line between its two.
   *
   * @param share of the second, in [0, 1]
   */
  public static List<Double> numbers(List<Double> before, List<Double> after, double share) {
    checkShare(share);
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          "%d numbers before and %d after; both items need as many"
              .formatted(before.size(), after.size()));
    }
    List<Double> between = new ArrayList<>(before.size());
    for (int i = 0; i < before.size(); i++) {
      between.add(between(before.get(i), after.get(i), share));
    }
    return List.copyOf(between);
  }

  /**
   * The boxes of objects that are in both items: centre and size on the straight line, rotation by
   * {@link Quaternion#towards}. An object that is in one item only has no box between them and is
   * named.
   *
   * @param share of the second, in [0, 1]
   */
  public static BoxesBetween boxes(List<TrackedBox> before, List<TrackedBox> after, double share) {
    checkShare(share);
    Map<String, TrackedBox> later = byObject(after);
    List<TrackedBox> boxes = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (TrackedBox box : byObject(before).values()) {
      TrackedBox next = later.get(box.objectId());
      if (next == null) {
        gone.add(box.objectId());
      } else {
        boxes.add(
            new TrackedBox(
                box.objectId(),
                box.centre().towards(next.centre(), share),
                box.sizeMetres().towards(next.sizeMetres(), share)));
      }
    }
    Set<String> earlier = new HashSet<>(byObject(before).keySet());
    List<String> come = later.keySet().stream().filter(id -> !earlier.contains(id)).toList();
    return new BoxesBetween(boxes, gone, come);
  }

  /**
   * Boxes between two items.
   *
   * @param onlyBefore ids of objects that the second item lacks
   * @param onlyAfter ids of objects that the first item lacks
   */
  public record BoxesBetween(
      List<TrackedBox> boxes, List<String> onlyBefore, List<String> onlyAfter) {

    public BoxesBetween {
      boxes = List.copyOf(boxes);
      onlyBefore = List.copyOf(onlyBefore);
      onlyAfter = List.copyOf(onlyAfter);
    }
  }

  private static Map<String, TrackedBox> byObject(List<TrackedBox> boxes) {
    Map<String, TrackedBox> byObject = new LinkedHashMap<>();
    for (TrackedBox box : boxes) {
      if (byObject.put(box.objectId(), box) != null) {
        throw new IllegalArgumentException(
            "Object '%s' has two boxes in one item; object ids are unique in an item"
                .formatted(box.objectId()));
      }
    }
    return byObject;
  }

  static double between(double before, double after, double share) {
    return before * (1 - share) + after * share;
  }

  static void checkShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share %s is not in [0, 1]; values are not continued beyond two items"
              .formatted(share));
    }
  }
}
