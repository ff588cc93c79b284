package dev.gyre.streams.geometry;

import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.List;

/** Means over what each target pixel covers, for warps that keep rows and columns. */
final class AreaResampler {

  private AreaResampler() {}

  /** Whether the warp keeps rows and columns and makes no axis larger. */
  static boolean fits(Warp warp) {
    double slack = 1 + 1e-9;
    return warp.map().keepsAxes()
        && Math.abs(warp.map().at(0, 0)) <= slack
        && Math.abs(warp.map().at(1, 1)) <= slack;
  }

  /** The part of one axis of the source that a target pixel covers. */
  private static final class Cover {

    private final int first;
    private final double[] shares;

    Cover(double from, double to) {
      first = (int) Math.floor(from + Places.EDGE);
      int last = Math.max(first, (int) Math.ceil(to - Places.EDGE) - 1);
      shares = new double[last - first + 1];
      for (int i = 0; i < shares.length; i++) {
        double covered = Math.min(to, first + i + 1.0) - Math.max(from, first + i);
        shares[i] = covered / (to - from);
      }
    }
  }

  static NdArray resample(NdArray source, Warp warp, double fill) {
    Homography back = warp.map().inverse().toEdges();
    Box kept = kept(warp);
    List<Cover> columns =
        covers(warp.to().widthPx(), back.at(0, 0), back.at(0, 2), kept.left(), kept.right());
    List<Cover> rows =
        covers(warp.to().heightPx(), back.at(1, 1), back.at(1, 2), kept.top(), kept.bottom());
    int channels = Resampler.channels(source);
    int[] shape = source.shape();
    shape[0] = warp.to().heightPx();
    shape[1] = warp.to().widthPx();
    Values target = Values.ofShape(source.type(), shape);
    Places places = new Places(warp);
    int to = 0;
    for (int y = 0; y < shape[0]; y++) {
      places.row(y);
      for (int x = 0; x < shape[1]; x++) {
        for (int c = 0; c < channels; c++) {
          double value = places.isOutside(x) ? fill : mean(source, columns.get(x), rows.get(y), c);
          target.set(to++, value);
        }
      }
    }
    return target.array(shape);
  }

  /** The part of the source that no frame on the way cut off. */
  private static Box kept(Warp warp) {
    Box kept = warp.from().box();
    for (Warp.Frame frame : warp.frames()) {
      Homography back = frame.fromSource().inverse().toEdges();
      List<Point> corners = frame.size().box().corners().stream().map(back::apply).toList();
      Box part = Box.around(corners).orElse(kept);
      kept =
          new Box(
              Math.max(kept.left(), part.left()),
              Math.max(kept.top(), part.top()),
              Math.min(kept.right(), part.right()),
              Math.min(kept.bottom(), part.bottom()));
    }
    return kept;
  }

  private static List<Cover> covers(
      int count, double scale, double shift, double low, double high) {
    List<Cover> covers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double one = scale * i + shift;
      double other = scale * (i + 1) + shift;
      double from = Math.clamp(Math.min(one, other), low, high - 1e-3);
      double to = Math.clamp(Math.max(one, other), from + 1e-3, high);
      covers.add(new Cover(from, to));
    }
    return covers;
  }

  private static double mean(NdArray source, Cover columns, Cover rows, int channel) {
    int channels = Resampler.channels(source);
    double sum = 0;
    for (int r = 0; r < rows.shares.length; r++) {
      int row = Math.min(rows.first + r, source.size(0) - 1) * source.size(1);
      double line = 0;
      for (int c = 0; c < columns.shares.length; c++) {
        int column = Math.min(columns.first + c, source.size(1) - 1);
        line += columns.shares[c] * source.at((row + column) * channels + channel);
      }
      sum += rows.shares[r] * line;
    }
    return sum;
  }
}
