package dev.gyre.trainer;

import java.util.Random;

/** Everything random in a training, derived from its seed and the epoch alone. */
final class Seeds {
  private Seeds() {}

  /** Seed of the engine for an epoch; epoch 0 draws the initial weights. */
  static int engine(long seed, int epoch) {
    return (int) (mix(seed + epoch * 0x9E3779B97F4A7C15L) >>> 33);
  }

  /**
   * The order of an epoch's samples. {@link Random} and this loop are specified bit by bit, unlike
   * library shuffles.
   */
  static int[] order(long seed, int epoch, int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    Random random = new Random(mix(seed ^ mix(epoch)));
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
