package dev.gyre.scoring.segmentation;

import java.util.SplittableRandom;

/** Seeded label maps: rectangles of random classes over each other, and predictions of them. */
final class LabelMaps {

  private LabelMaps() {}

  static byte[] blocks(SplittableRandom random, int height, int width, int classes, int blocks) {
    byte[] ids = new byte[height * width];
    for (int block = 0; block < blocks; block++) {
      int top = random.nextInt(height);
      int left = random.nextInt(width);
      int bottom = Math.min(height, top + 1 + random.nextInt(height));
      int right = Math.min(width, left + 1 + random.nextInt(width));
      byte id = (byte) random.nextInt(classes);
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          ids[y * width + x] = id;
        }
      }
    }
    return ids;
  }

  /** Shifted to the right by {@code shift} pixels, with a share of pixels of another class. */
  static byte[] predicted(
      SplittableRandom random, byte[] truth, int width, int classes, int shift, double noise) {
    byte[] ids = new byte[truth.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = truth[i % width >= shift ? i - shift : i];
      if (random.nextDouble() < noise) {
        ids[i] = (byte) random.nextInt(classes);
      }
    }
    return ids;
  }

  static byte[] withIgnored(SplittableRandom random, byte[] truth, int width, int ignoreId) {
    byte[] ids = truth.clone();
    int left = random.nextInt(width);
    for (int i = 0; i < ids.length; i++) {
      if (i % width >= left && i % width < left + 5) {
        ids[i] = (byte) ignoreId;
      }
    }
    return ids;
  }
}
