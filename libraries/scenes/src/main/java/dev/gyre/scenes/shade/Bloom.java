package dev.gyre.scenes.shade;

/** Spreads very bright light over its surroundings, as a lens does. */
final class Bloom {

  private static final double THRESHOLD = 1.15;
  private static final double CLAMP = 14;

  private final Film small;
  private final Film tiny;
  private float[] scratch = new float[0];

  Bloom(int width, int height) {
    small = new Film(Math.max(1, (width + 3) / 4), Math.max(1, (height + 3) / 4));
    tiny = new Film(Math.max(1, (small.width + 3) / 4), Math.max(1, (small.height + 3) / 4));
  }

  /** Adds the glow to a picture. */
  void spread(Film film, double exposure) {
    bright(film, exposure);
    shrink();
    blur(small, 3);
    blur(tiny, 3);
    join();
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        int p = (y * film.width + x) * 3;
        double u = (x + 0.5) / 4 - 0.5;
        double v = (y + 0.5) / 4 - 0.5;
        for (int c = 0; c < 3; c++) {
          film.light[p + c] += (float) (small.sample(u, v, c) / exposure);
        }
      }
    }
  }

  /** Puts the wide glow over the narrow one. */
  private void join() {
    for (int y = 0; y < small.height; y++) {
      for (int x = 0; x < small.width; x++) {
        int p = (y * small.width + x) * 3;
        for (int c = 0; c < 3; c++) {
          double far = tiny.sample((x + 0.5) / 4 - 0.5, (y + 0.5) / 4 - 0.5, c);
          small.light[p + c] = (float) (0.26 * small.light[p + c] + 0.34 * far);
        }
      }
    }
  }

  private void bright(Film film, double exposure) {
    for (int y = 0; y < small.height; y++) {
      for (int x = 0; x < small.width; x++) {
        for (int c = 0; c < 3; c++) {
          small.light[(y * small.width + x) * 3 + c] = (float) excess(film, x, y, c, exposure);
        }
      }
    }
  }

  private static double excess(Film film, int x, int y, int c, double exposure) {
    double sum = 0;
    for (int j = 0; j < 4; j++) {
      int row = Math.min(film.height - 1, 4 * y + j);
      for (int i = 0; i < 4; i++) {
        int column = Math.min(film.width - 1, 4 * x + i);
        double value = film.light[(row * film.width + column) * 3 + c] * exposure;
        sum += Math.min(CLAMP, Math.max(0, value - THRESHOLD));
      }
    }
    return sum / 16;
  }

  private void shrink() {
    for (int y = 0; y < tiny.height; y++) {
      for (int x = 0; x < tiny.width; x++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int k = 0; k < 16; k++) {
            int column = Math.min(small.width - 1, 4 * x + k % 4);
            int row = Math.min(small.height - 1, 4 * y + k / 4);
            sum += small.light[(row * small.width + column) * 3 + c];
          }
          tiny.light[(y * tiny.width + x) * 3 + c] = (float) (sum / 16);
        }
      }
    }
  }

  private void blur(Film film, int times) {
    if (scratch.length < film.light.length) {
      scratch = new float[film.light.length];
    }
    for (int i = 0; i < times; i++) {
      line(film.light, scratch, film.width, film.height, 3, film.width * 3);
      line(scratch, film.light, film.height, film.width, film.width * 3, 3);
    }
  }

  /** Five taps along one direction. */
  private static void line(float[] from, float[] to, int length, int lines, int step, int stride) {
    for (int l = 0; l < lines; l++) {
      for (int i = 0; i < length; i++) {
        int at = l * stride + i * step;
        int m1 = l * stride + Math.max(0, i - 1) * step;
        int m2 = l * stride + Math.max(0, i - 2) * step;
        int p1 = l * stride + Math.min(length - 1, i + 1) * step;
        int p2 = l * stride + Math.min(length - 1, i + 2) * step;
        for (int c = 0; c < 3; c++) {
          to[at + c] =
              0.375f * from[at + c]
                  + 0.25f * (from[m1 + c] + from[p1 + c])
                  + 0.0625f * (from[m2 + c] + from[p2 + c]);
        }
      }
    }
  }
}
