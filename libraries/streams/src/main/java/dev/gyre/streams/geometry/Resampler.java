package dev.gyre.streams.geometry;

import dev.gyre.streams.array.NdArray;

/** Takes the values of one array of pixels through a warp. */
final class Resampler {

  private final NdArray source;
  private final Warp warp;
  private final int channels;
  private final int[] shape;
  private final Values target;

  private Resampler(NdArray source, Warp warp) {
    this.source = source;
    this.warp = warp;
    channels = channels(source);
    shape = source.shape();
    shape[0] = warp.to().heightPx();
    shape[1] = warp.to().widthPx();
    target = Values.ofShape(source.type(), shape);
  }

  /**
   * The array in the target frame.
   *
   * @param source height x width, or height x width x channels
   * @param fill of pixels that have no place in the source, in all channels
   */
  static NdArray resample(NdArray source, Warp warp, Sampling sampling, double fill) {
    check(source, warp.from());
    return switch (sampling) {
      case NEAREST -> new Resampler(source, warp).nearest(fill);
      case BILINEAR -> new Resampler(source, warp).bilinear(fill);
      case AREA ->
          AreaResampler.fits(warp)
              ? AreaResampler.resample(source, warp, fill)
              : new Resampler(source, warp).bilinear(fill);
    };
  }

  static int channels(NdArray pixels) {
    return pixels.rank() == 3 ? pixels.size(2) : 1;
  }

  static void check(NdArray pixels, FrameSize size) {
    if (pixels.rank() != 2 && pixels.rank() != 3) {
      throw new IllegalArgumentException(
          "%s is no frame; its shape is height x width, or height x width x channels"
              .formatted(pixels));
    }
    if (pixels.size(0) != size.heightPx() || pixels.size(1) != size.widthPx()) {
      throw new IllegalArgumentException(
          "%s is %d x %d pixels and the geometry is for %s; bring all streams of a sample to one size first"
              .formatted(pixels, pixels.size(1), pixels.size(0), size));
    }
  }

  private NdArray nearest(double fill) {
    Places places = new Places(warp);
    for (int y = 0; y < warp.to().heightPx(); y++) {
      places.row(y);
      for (int x = 0; x < warp.to().widthPx(); x++) {
        int to = (y * warp.to().widthPx() + x) * channels;
        if (places.isOutside(x)) {
          fill(to, fill);
        } else {
          int column = column(Places.nearest(places.x(x)));
          int row = row(Places.nearest(places.y(x)));
          target.copy(source, row + column, to, channels);
        }
      }
    }
    return target.array(shape);
  }

  private NdArray bilinear(double fill) {
    Places places = new Places(warp);
    for (int y = 0; y < warp.to().heightPx(); y++) {
      places.row(y);
      for (int x = 0; x < warp.to().widthPx(); x++) {
        int to = (y * warp.to().widthPx() + x) * channels;
        if (places.isOutside(x)) {
          fill(to, fill);
        } else {
          mix(places.x(x), places.y(x), to);
        }
      }
    }
    return target.array(shape);
  }

  private void mix(double x, double y, int to) {
    int floorX = (int) Math.floor(x);
    int floorY = (int) Math.floor(y);
    double shareX = x - floorX;
    double shareY = y - floorY;
    int left = column(floorX);
    int right = column(floorX + 1);
    int above = row(floorY);
    int below = row(floorY + 1);
    for (int c = 0; c < channels; c++) {
      double top = mix(source.at(above + left + c), source.at(above + right + c), shareX);
      double bottom = mix(source.at(below + left + c), source.at(below + right + c), shareX);
      target.set(to + c, mix(top, bottom, shareY));
    }
  }

  private static double mix(double one, double other, double share) {
    return one + (other - one) * share;
  }

  private int column(int x) {
    return Math.clamp(x, 0, warp.from().widthPx() - 1) * channels;
  }

  private int row(int y) {
    return Math.clamp(y, 0, warp.from().heightPx() - 1) * warp.from().widthPx() * channels;
  }

  private void fill(int to, double fill) {
    for (int c = 0; c < channels; c++) {
      target.set(to + c, fill);
    }
  }
}
