package dev.gyre.streams.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Outlines through a warp, cut at every frame on the way (<a
 * href="https://doi.org/10.1145/360767.360802">Sutherland and Hodgman 1974</a>): a part that one
 * frame lost does not come back. A concave outline that falls apart stays one, joined along the
 * frame's edge; its area is right.
 */
final class Clipping {

  /** Points nearer to the horizon than this have no place. */
  private static final double LEAST_DEPTH = 1e-6;

  private Clipping() {}

  /** The outline in the target's edge coordinates, not cut but at the horizon; may be empty. */
  static List<Point> whole(List<Point> outline, Warp warp) {
    return through(outline, warp.map().toEdges());
  }

  /** What of the outline is seen in the target; empty if nothing is. */
  static List<Point> visible(List<Point> outline, Warp warp) {
    List<Point> left = outline;
    for (Warp.Frame frame : warp.frames()) {
      Homography there = frame.fromSource().toEdges();
      left = through(inside(through(left, there), frame.size()), there.inverse());
    }
    return inside(whole(left, warp), warp.to());
  }

  private static List<Point> through(List<Point> outline, Homography edges) {
    if (edges.isAffine()) {
      return outline.stream().map(edges::apply).toList();
    }
    return half(outline, point -> edges.depthOf(point.x(), point.y()) - LEAST_DEPTH).stream()
        .map(edges::apply)
        .toList();
  }

  private static List<Point> inside(List<Point> outline, FrameSize size) {
    List<Point> left = half(outline, Point::x);
    left = half(left, point -> size.widthPx() - point.x());
    left = half(left, Point::y);
    return half(left, point -> size.heightPx() - point.y());
  }

  /** The part where a linear function is 0 or more. */
  private static List<Point> half(List<Point> outline, ToDoubleFunction<Point> inside) {
    List<Point> kept = new ArrayList<>(outline.size() + 4);
    for (int i = 0; i < outline.size(); i++) {
      Point a = outline.get(i);
      Point b = outline.get((i + 1) % outline.size());
      double at = inside.applyAsDouble(a);
      double next = inside.applyAsDouble(b);
      if (at >= 0) {
        kept.add(a);
      }
      if ((at > 0 && next < 0) || (at < 0 && next > 0)) {
        double share = at / (at - next);
        kept.add(new Point(a.x() + (b.x() - a.x()) * share, a.y() + (b.y() - a.y()) * share));
      }
    }
    return kept;
  }
}
