package dev.gyre.streams.geometry;

/**
 * Random numbers that are the same on every machine: SplitMix64 (<a
 * href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood 2014</a>).
 */
final class SplitMix {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  /** An own sequence for each number, so that what one takes does not move another. */
  static SplitMix numbered(long seed, int number) {
    return new SplitMix(mix(seed ^ mix(GOLDEN * (number + 1L))));
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1), in steps of 2^-53. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** From 0 to {@code count} - 1; {@code count} is small. */
  int nextInt(int count) {
    return (int) (nextDouble() * count);
  }

  /** Of mean 0 and standard deviation 1, by Box and Muller's transform. */
  double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }
}
