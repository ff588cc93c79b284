package dev.gyre.scenes.raster;

import java.util.Arrays;

/**
 * Counts what each body would cover if it were alone, while all are drawn: a stamp holds the last
 * body that covered a pixel, which suffices because the triangles of a body come together.
 */
public final class Coverage {

  /** Counts nothing. */
  static final Coverage NONE = new Coverage(1);

  private final int[] stamp;
  private int[] pixels = new int[64];
  private int[] minX = new int[64];
  private int[] minY = new int[64];
  private int[] maxX = new int[64];
  private int[] maxY = new int[64];
  private int slot;

  /** For this many pixels. */
  public Coverage(int pixelCount) {
    stamp = new int[pixelCount];
  }

  /** Begins a frame of so many bodies. */
  void clear(int slots) {
    Arrays.fill(stamp, -1);
    if (pixels.length < slots) {
      pixels = new int[slots];
      minX = new int[slots];
      minY = new int[slots];
      maxX = new int[slots];
      maxY = new int[slots];
    }
    Arrays.fill(pixels, 0);
    Arrays.fill(minX, Integer.MAX_VALUE);
    Arrays.fill(minY, Integer.MAX_VALUE);
    Arrays.fill(maxX, -1);
    Arrays.fill(maxY, -1);
  }

  void begin(int newSlot) {
    slot = newSlot;
  }

  void add(int start, int last, int x, int y) {
    int fresh = 0;
    for (int p = start; p <= start + last; p++) {
      if (stamp[p] != slot) {
        stamp[p] = slot;
        fresh++;
      }
    }
    if (fresh > 0) {
      pixels[slot] += fresh;
      minX[slot] = Math.min(minX[slot], x);
      maxX[slot] = Math.max(maxX[slot], x + last);
      minY[slot] = Math.min(minY[slot], y);
      maxY[slot] = Math.max(maxY[slot], y);
    }
  }

  /** How many pixels the body of a slot covers within the frame, hidden ones included. */
  public int pixels(int slotIndex) {
    return pixels[slotIndex];
  }

  /** Its extent as (x0, y0, x1, y1), half-open; only if it covers a pixel. */
  public int[] extent(int slotIndex) {
    return new int[] {minX[slotIndex], minY[slotIndex], maxX[slotIndex] + 1, maxY[slotIndex] + 1};
  }
}
