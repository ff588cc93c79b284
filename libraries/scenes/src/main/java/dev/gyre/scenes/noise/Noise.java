package dev.gyre.scenes.noise;

/** Smooth and rough noise from integer hashes: equal on every machine. */
public final class Noise {

  private Noise() {}

  /** White noise in [0, 1) of a cell. */
  public static double hash(int x, int y, int salt) {
    return (bits(x, y, salt) >>> 8) * 0x1p-24;
  }

  /** 32 mixed bits of a cell. */
  public static int bits(int x, int y, int salt) {
    int h = x * 0x27d4eb2d ^ y * 0x165667b1 ^ salt * 0x9e3779b9;
    h ^= h >>> 15;
    h *= 0x2c1b3c6d;
    h ^= h >>> 12;
    h *= 0x297a2d39;
    return h ^ (h >>> 15);
  }

  /** Value noise in [0, 1], one value a unit cell. */
  public static double value(double x, double y, int salt) {
    double floorX = Math.floor(x);
    double floorY = Math.floor(y);
    int cellX = (int) floorX;
    int cellY = (int) floorY;
    double u = x - floorX;
    double v = y - floorY;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    double top = hash(cellX, cellY, salt);
    double bottom = hash(cellX, cellY + 1, salt);
    top += (hash(cellX + 1, cellY, salt) - top) * u;
    bottom += (hash(cellX + 1, cellY + 1, salt) - bottom) * u;
    return top + (bottom - top) * v;
  }

  /** Three octaves of value noise in [0, 1]. */
  public static double fbm(double x, double y, int salt) {
    return (value(x, y, salt) * 4
            + value(x * 2.03 + 7.1, y * 2.03 + 3.7, salt + 1) * 2
            + value(x * 4.11 + 1.3, y * 4.11 + 9.2, salt + 2))
        / 7;
  }
}
