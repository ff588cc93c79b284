package dev.gyre.scenes.raster;

import java.util.Arrays;

/**
 * Which triangle is seen at each sample of a grid. Corners are snapped to 1/256 of a sample and
 * covered by integer edge functions with the top-left rule, so neighbours leave no gap and share no
 * sample; of equal nearness the earlier triangle stays.
 */
public final class VisibilityBuffer {

  /** Where nothing is seen. */
  public static final int NOTHING = -1;

  private static final int WIDE = 10;

  final int width;
  final int height;
  final int scale;

  /** Triangle ids and nearness of each sample, row by row; open to the passes that walk them. */
  public final int[] ids;

  public final float[] nearness;

  private long x0;
  private long y0;
  private long x1;
  private long y1;
  private long x2;
  private long y2;
  private long e0;
  private long e1;
  private long e2;
  private long stepX0;
  private long stepX1;
  private long stepX2;
  private double slopeX;
  private double slopeY;
  private double w0;
  private int from;
  private int to;

  /**
   * A grid.
   *
   * @param scale samples a pixel in each direction
   */
  public VisibilityBuffer(int width, int height, int scale) {
    this.width = width * scale;
    this.height = height * scale;
    this.scale = scale;
    this.ids = new int[this.width * this.height];
    this.nearness = new float[this.width * this.height];
  }

  /** Forgets what was drawn. */
  public void clear() {
    Arrays.fill(ids, NOTHING);
    Arrays.fill(nearness, 0f);
  }

  /** Draws a triangle given in pixels and nearness. */
  void fill(double[] p, double[] q, double[] r, int id, Coverage coverage) {
    snap(p, q, r);
    int minX = (int) Math.max(0, (Math.min(x0, Math.min(x1, x2)) + 127) >> 8);
    int maxX = (int) Math.min(width - 1L, (Math.max(x0, Math.max(x1, x2)) - 128) >> 8);
    int minY = (int) Math.max(0, (Math.min(y0, Math.min(y1, y2)) + 127) >> 8);
    int maxY = (int) Math.min(height - 1L, (Math.max(y0, Math.max(y1, y2)) - 128) >> 8);
    if (minX > maxX || minY > maxY) {
      return;
    }
    long area = (x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0);
    if (area == 0) {
      return;
    }
    slopes(p[2], q[2], r[2], area);
    if (area < 0) {
      long swap = x1;
      x1 = x2;
      x2 = swap;
      swap = y1;
      y1 = y2;
      y2 = swap;
    }
    rows(minX, maxX, minY, maxY, id, coverage);
  }

  private void snap(double[] p, double[] q, double[] r) {
    double unit = 256.0 * scale;
    x0 = (long) Math.floor(p[0] * unit + 0.5);
    y0 = (long) Math.floor(p[1] * unit + 0.5);
    x1 = (long) Math.floor(q[0] * unit + 0.5);
    y1 = (long) Math.floor(q[1] * unit + 0.5);
    x2 = (long) Math.floor(r[0] * unit + 0.5);
    y2 = (long) Math.floor(r[1] * unit + 0.5);
  }

  private void slopes(double pw, double qw, double rw, long area) {
    double scaleToSample = 256.0 / area;
    slopeX = ((qw - pw) * (y2 - y0) - (rw - pw) * (y1 - y0)) * scaleToSample;
    slopeY = ((rw - pw) * (x1 - x0) - (qw - pw) * (x2 - x0)) * scaleToSample;
    w0 = pw;
  }

  private static long edge(long ax, long ay, long bx, long by, long px, long py) {
    long dx = bx - ax;
    long dy = by - ay;
    long topLeft = dy < 0 || (dy == 0 && dx > 0) ? 0 : -1;
    return dx * (py - ay) - dy * (px - ax) + topLeft;
  }

  private void rows(int minX, int maxX, int minY, int maxY, int id, Coverage coverage) {
    long px = ((long) minX << 8) + 128;
    long py = ((long) minY << 8) + 128;
    e0 = edge(x0, y0, x1, y1, px, py);
    e1 = edge(x1, y1, x2, y2, px, py);
    e2 = edge(x2, y2, x0, y0, px, py);
    stepX0 = (y0 - y1) << 8;
    stepX1 = (y1 - y2) << 8;
    stepX2 = (y2 - y0) << 8;
    long stepY0 = (x1 - x0) << 8;
    long stepY1 = (x2 - x1) << 8;
    long stepY2 = (x0 - x2) << 8;
    boolean wide = maxX - minX > WIDE;
    double w = w0 + slopeX * (px - x0) / 256.0 + slopeY * (py - y0) / 256.0;
    for (int y = minY; y <= maxY; y++) {
      if (wide) {
        solveSpan(maxX - minX);
      } else {
        scanSpan(maxX - minX);
      }
      if (from <= to) {
        int start = y * width + minX + from;
        paint(start, to - from, w + slopeX * from, id);
        if (coverage != Coverage.NONE) {
          coverage.add(start, to - from, minX + from, y);
        }
      }
      e0 += stepY0;
      e1 += stepY1;
      e2 += stepY2;
      w += slopeY;
    }
  }

  private void paint(int start, int last, double w, int id) {
    double nearer = w;
    for (int p = start; p <= start + last; p++) {
      float value = (float) nearer;
      if (value > nearness[p]) {
        nearness[p] = value;
        ids[p] = id;
      }
      nearer += slopeX;
    }
  }

  /** Finds the covered part of a short row by trying. */
  private void scanSpan(int last) {
    long a = e0;
    long b = e1;
    long c = e2;
    int k = 0;
    while (k <= last && (a | b | c) < 0) {
      a += stepX0;
      b += stepX1;
      c += stepX2;
      k++;
    }
    from = k;
    while (k <= last && (a | b | c) >= 0) {
      a += stepX0;
      b += stepX1;
      c += stepX2;
      k++;
    }
    to = k - 1;
  }

  /** Finds the covered part of a long row by division. */
  private void solveSpan(int last) {
    from = 0;
    to = last;
    narrow(e0, stepX0);
    narrow(e1, stepX1);
    narrow(e2, stepX2);
  }

  private void narrow(long value, long step) {
    if (step > 0) {
      if (value < 0) {
        from = (int) Math.max(from, Math.min(to + 1L, (-value + step - 1) / step));
      }
    } else if (value < 0) {
      to = -1;
    } else if (step < 0) {
      to = (int) Math.min(to, value / -step);
    }
  }
}
