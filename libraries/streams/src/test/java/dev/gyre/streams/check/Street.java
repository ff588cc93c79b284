package dev.gyre.streams.check;

import dev.gyre.streams.array.NdArray;
import java.util.Random;

/** A made-up picture with its labels: patches of colours, textured and noisy, on a ground. */
final class Street {

  static final int HEIGHT = 120;
  static final int WIDTH = 200;

  private final byte[] labels = new byte[HEIGHT * WIDTH];
  private final byte[] pixels = new byte[HEIGHT * WIDTH * 3];

  /**
   * Draws.
   *
   * @param noise standard deviation of every value
   * @param blur how many pixels an edge of the picture is smeared over
   */
  Street(long seed, int patches, double noise, int blur) {
    Random random = new Random(seed);
    int[][] colours = new int[patches + 1][3];
    for (int[] colour : colours) {
      for (int c = 0; c < 3; c++) {
        colour[c] = 30 + random.nextInt(190);
      }
    }
    for (int patch = 1; patch <= patches; patch++) {
      int top = random.nextInt(HEIGHT - 20);
      int left = random.nextInt(WIDTH - 20);
      int bottom = Math.min(HEIGHT, top + 12 + random.nextInt(40));
      int right = Math.min(WIDTH, left + 12 + random.nextInt(50));
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          labels[y * WIDTH + x] = (byte) patch;
        }
      }
    }
    paint(random, colours, noise, blur);
  }

  private void paint(Random random, int[][] colours, double noise, int blur) {
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int k = -blur; k <= blur; k++) {
            int from = y * WIDTH + Math.clamp(x + k, 0, WIDTH - 1);
            int texture = labels[from] % 3 == 0 ? 12 * ((x + k) / 4 % 2) : 0;
            sum += colours[labels[from]][c] + texture;
          }
          double value = sum / (2 * blur + 1) + noise * random.nextGaussian();
          pixels[(y * WIDTH + x) * 3 + c] = (byte) Math.clamp(Math.round(value), 0, 255);
        }
      }
    }
  }

  NdArray picture() {
    return NdArray.uint8(pixels, HEIGHT, WIDTH, 3);
  }

  /** The labels moved to the right and down; what comes in from outside is the border's. */
  NdArray labels(int dx, int dy) {
    byte[] moved = new byte[labels.length];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int row = Math.clamp(y - dy, 0, HEIGHT - 1);
        moved[y * WIDTH + x] = labels[row * WIDTH + Math.clamp(x - dx, 0, WIDTH - 1)];
      }
    }
    return NdArray.uint8(moved, HEIGHT, WIDTH);
  }
}
