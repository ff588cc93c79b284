package dev.gyre.scoring.discovery;

/** Sets of sample indices as words of 64: one pass of {@code and} and count per candidate. */
final class Bits {

  private Bits() {}

  static long[] none(int size) {
    return new long[(size + 63) / 64];
  }

  static long[] all(int size) {
    long[] bits = none(size);
    for (int i = 0; i < size; i++) {
      set(bits, i);
    }
    return bits;
  }

  static void set(long[] bits, int index) {
    bits[index >> 6] |= 1L << index;
  }

  static boolean has(long[] bits, int index) {
    return (bits[index >> 6] & 1L << index) != 0;
  }

  static long[] and(long[] a, long[] b) {
    long[] both = new long[a.length];
    for (int w = 0; w < a.length; w++) {
      both[w] = a[w] & b[w];
    }
    return both;
  }

  static long[] without(long[] a, long[] b) {
    long[] rest = new long[a.length];
    for (int w = 0; w < a.length; w++) {
      rest[w] = a[w] & ~b[w];
    }
    return rest;
  }

  static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** |a ∩ b| / |a ∪ b| (Jaccard 1901); NaN if both are empty. */
  static double jaccard(long[] a, long[] b) {
    int both = 0;
    int either = 0;
    for (int w = 0; w < a.length; w++) {
      both += Long.bitCount(a[w] & b[w]);
      either += Long.bitCount(a[w] | b[w]);
    }
    return (double) both / either;
  }
}
