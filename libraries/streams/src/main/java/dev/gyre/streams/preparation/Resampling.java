package dev.gyre.streams.preparation;

import dev.gyre.streams.image.Image;

/** The arithmetic of {@link Resize}. */
final class Resampling {

  private Resampling() {}

  static Image nearest(Image image, int widthPx, int heightPx) {
    int channels = image.channels();
    byte[] from = image.pixels();
    byte[] to = new byte[Math.multiplyExact(widthPx * heightPx, channels)];
    int[] columns = new int[widthPx];
    for (int x = 0; x < widthPx; x++) {
      columns[x] = (int) ((long) x * image.widthPx() / widthPx) * channels;
    }
    int at = 0;
    for (int y = 0; y < heightPx; y++) {
      int row = (int) ((long) y * image.heightPx() / heightPx) * image.widthPx() * channels;
      for (int column : columns) {
        for (int c = 0; c < channels; c++) {
          to[at++] = from[row + column + c];
        }
      }
    }
    return new Image(heightPx, widthPx, channels, to);
  }

  static Image linear(Image image, int widthPx, int heightPx) {
    int channels = image.channels();
    byte[] from = image.pixels();
    byte[] to = new byte[Math.multiplyExact(widthPx * heightPx, channels)];
    Taps columns = Taps.of(image.widthPx(), widthPx, channels);
    Taps rows = Taps.of(image.heightPx(), heightPx, image.widthPx() * channels);
    int at = 0;
    for (int y = 0; y < heightPx; y++) {
      for (int x = 0; x < widthPx; x++) {
        for (int c = 0; c < channels; c++) {
          int left = columns.first()[x] + c;
          int right = columns.second()[x] + c;
          double share = columns.share()[x];
          double above = mix(from, rows.first()[y], left, right, share);
          double below = mix(from, rows.second()[y], left, right, share);
          to[at++] = (byte) (int) Math.rint(above + (below - above) * rows.share()[y]);
        }
      }
    }
    return new Image(heightPx, widthPx, channels, to);
  }

  private static double mix(byte[] from, int row, int left, int right, double share) {
    int a = from[row + left] & 0xff;
    int b = from[row + right] & 0xff;
    return a + (b - a) * share;
  }

  /** For each target place the offsets of its two source places and the share of the second. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class.
  private record Taps(int[] first, int[] second, double[] share) {

    static Taps of(int from, int to, int stride) {
      int[] first = new int[to];
      int[] second = new int[to];
      double[] share = new double[to];
      for (int i = 0; i < to; i++) {
        double place = Math.clamp((i + 0.5) * from / to - 0.5, 0, from - 1.0);
        int floor = (int) place;
        first[i] = floor * stride;
        second[i] = Math.min(floor + 1, from - 1) * stride;
        share[i] = place - floor;
      }
      return new Taps(first, second, share);
    }
  }
}
