package dev.gyre.streams.geometry;

import java.util.List;
import java.util.Optional;

/**
 * A half-open region {@code [left, right) x [top, bottom)}, measured from pixel edge to pixel edge,
 * in pixels: the box of a mask's pixels from column 3 to 5 is [3, 6).
 */
public record Box(double left, double top, double right, double bottom) {

  public Box {
    if (!Double.isFinite(left + top + right + bottom) || !(left < right) || !(top < bottom)) {
      throw new IllegalArgumentException(
          "Box (%s, %s, %s, %s) is empty or not finite; give left < right and top < bottom"
              .formatted(left, top, right, bottom));
    }
  }

  /** In square pixels. */
  public double area() {
    return (right - left) * (bottom - top);
  }

  /** Top left, top right, bottom right, bottom left. */
  List<Point> corners() {
    return List.of(
        new Point(left, top),
        new Point(right, top),
        new Point(right, bottom),
        new Point(left, bottom));
  }

  /** The smallest box around points; nothing if it would be empty. */
  static Optional<Box> around(List<Point> points) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      left = Math.min(left, point.x());
      top = Math.min(top, point.y());
      right = Math.max(right, point.x());
      bottom = Math.max(bottom, point.y());
    }
    return left < right && top < bottom
        ? Optional.of(new Box(left, top, right, bottom))
        : Optional.empty();
  }
}
