package dev.gyre.scenes.noise;

/**
 * Draws of one thing: every value is a hash of (seed, thing, index) and never the next of a shared
 * sequence, so one more car moves no tree.
 *
 * @param key what seed and thing hash to
 */
public record Dice(long key) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The draws of one thing, such as (seed, hash of "car", 17). */
  public static Dice of(long seed, long kind, long number) {
    return new Dice(mix(mix(mix(seed + GOLDEN) ^ kind * GOLDEN) ^ (number + 1) * GOLDEN));
  }

  /** The draws of one named thing. */
  public static Dice of(long seed, String name) {
    return of(seed, hash(name), 0);
  }

  /** A stable hash of a name: FNV-1a over its UTF-16 units. */
  public static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** 64 bits. */
  public long bits(long index) {
    return mix(key ^ mix(index + GOLDEN));
  }

  /** A value in [0, 1). */
  public double unit(long index) {
    return (bits(index) >>> 11) * 0x1p-53;
  }

  /** A value in [low, high). */
  public double range(long index, double low, double high) {
    return low + (high - low) * unit(index);
  }

  /** A whole number in [0, count). */
  public int pick(long index, int count) {
    return Math.min(count - 1, (int) (unit(index) * count));
  }

  /** True with this probability. */
  public boolean chance(long index, double probability) {
    return unit(index) < probability;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
