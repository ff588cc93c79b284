package dev.gyre.streams.geometry;

import java.util.List;

/**
 * A closed outline of a region, measured from pixel edge to pixel edge; the last corner joins the
 * first.
 *
 * @param corners three or more, finite
 */
public record Polygon(List<Point> corners) {

  public Polygon {
    corners = List.copyOf(corners);
    boolean finite = corners.stream().allMatch(point -> Double.isFinite(point.x() + point.y()));
    if (corners.size() < 3 || !finite) {
      throw new IllegalArgumentException(
          "A polygon of %d corners %s; give three or more that are finite"
              .formatted(corners.size(), corners));
    }
  }

  /** In square pixels; 0 or more, whichever way round the corners are listed. */
  public double area() {
    double twice = 0;
    for (int i = 0; i < corners.size(); i++) {
      Point a = corners.get(i);
      Point b = corners.get((i + 1) % corners.size());
      twice += a.x() * b.y() - b.x() * a.y();
    }
    return Math.abs(twice) / 2;
  }
}
