package dev.gyre.streams.geometry;

import java.util.List;

/**
 * Where in the source the pixels of one target row come from. The same places serve every sampling,
 * so that all streams of a sample have the same pixels filled.
 */
final class Places {

  /**
   * A place that is less than this before the edge of the next pixel counts as on it: exact ties of
   * a resize are at least 1 / 32768 from all else, rounding stays far below.
   */
  static final double EDGE = 1e-6;

  private final Homography back;
  private final List<Warp.Frame> frames;
  private final double[] xs;
  private final double[] ys;
  private final boolean[] outside;

  Places(Warp warp) {
    back = warp.map().inverse();
    frames = warp.frames();
    xs = new double[warp.to().widthPx()];
    ys = new double[warp.to().widthPx()];
    outside = new boolean[warp.to().widthPx()];
  }

  /** Computes a row. */
  void row(int y) {
    for (int x = 0; x < xs.length; x++) {
      double w = back.depthOf(x, y);
      xs[x] = (back.at(0, 0) * x + back.at(0, 1) * y + back.at(0, 2)) / w;
      ys[x] = (back.at(1, 0) * x + back.at(1, 1) * y + back.at(1, 2)) / w;
      outside[x] = w <= 0;
    }
    for (Warp.Frame frame : frames) {
      for (int x = 0; x < xs.length; x++) {
        outside[x] = outside[x] || isOutside(frame, xs[x], ys[x]);
      }
    }
  }

  private static boolean isOutside(Warp.Frame frame, double x, double y) {
    Homography map = frame.fromSource();
    double w = map.depthOf(x, y);
    int column = nearest((map.at(0, 0) * x + map.at(0, 1) * y + map.at(0, 2)) / w);
    int row = nearest((map.at(1, 0) * x + map.at(1, 1) * y + map.at(1, 2)) / w);
    return w <= 0
        || column < 0
        || row < 0
        || column >= frame.size().widthPx()
        || row >= frame.size().heightPx();
  }

  /** Whether a point of the source is seen in the target. */
  static boolean isSeen(Warp warp, Point point) {
    return warp.map().depthOf(point.x(), point.y()) > 0
        && !isOutside(new Warp.Frame(warp.map(), warp.to()), point.x(), point.y())
        && warp.frames().stream().noneMatch(frame -> isOutside(frame, point.x(), point.y()));
  }

  boolean isOutside(int x) {
    return outside[x];
  }

  double x(int x) {
    return xs[x];
  }

  double y(int x) {
    return ys[x];
  }

  /** The pixel in which a centre coordinate lies. */
  static int nearest(double centre) {
    return (int) Math.floor(centre + 0.5 + EDGE);
  }
}
