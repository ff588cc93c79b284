package dev.gyre.scenes.shade;

/** Smears each pixel along its way while the shutter is open, half before and half after. */
final class MotionBlur {

  private static final int TAPS = 7;

  private final Film copy;

  MotionBlur(int width, int height) {
    copy = new Film(width, height);
  }

  /**
   * Smears a picture.
   *
   * @param flow pixels that each point moves until the next picture, x and y in turn
   * @param share of that time for which the shutter is open
   */
  void smear(Film film, float[] flow, double share) {
    System.arraycopy(film.light, 0, copy.light, 0, film.light.length);
    double limit = film.width / 16.0;
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        int p = y * film.width + x;
        double fx = flow[2 * p] * share;
        double fy = flow[2 * p + 1] * share;
        double length = Math.sqrt(fx * fx + fy * fy);
        if (length > 0.4) {
          double scale = length > limit ? limit / length : 1;
          smearPixel(film, p, x, y, fx * scale, fy * scale);
        }
      }
    }
  }

  private void smearPixel(Film film, int p, int x, int y, double fx, double fy) {
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int i = 0; i < TAPS; i++) {
      double t = (i + 0.5) / TAPS - 0.5;
      red += copy.sample(x + fx * t, y + fy * t, 0);
      green += copy.sample(x + fx * t, y + fy * t, 1);
      blue += copy.sample(x + fx * t, y + fy * t, 2);
    }
    film.set(p, red / TAPS, green / TAPS, blue / TAPS);
  }
}
