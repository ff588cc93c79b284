package dev.gyre.scenes.shade;

import dev.gyre.scenes.noise.Noise;

/** From light to bytes: vignette, noise of the sensor, a film's curve, sRGB. */
final class ToneMapping {

  private static final int STEPS = 4096;

  /** How much less colourful than the scene a picture is. */
  private static final double PALE = 0.17;

  private static final byte[] SRGB = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double x = (double) i / STEPS;
      double s = x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
      SRGB[i] = (byte) Math.floor(s * 255 + 0.5);
    }
  }

  private ToneMapping() {}

  /**
   * Develops a picture.
   *
   * @param noise strength, 1 is usual
   * @param salt of the frame
   */
  static byte[] develop(Film film, double exposure, double noise, int salt) {
    byte[] out = new byte[film.light.length];
    double[] rgb = new double[3];
    double cx = film.width / 2.0;
    double cy = film.height / 2.0;
    double corner = 1 / (cx * cx + cy * cy);
    for (int y = 0; y < film.height; y++) {
      for (int x = 0; x < film.width; x++) {
        double r2 = ((x - cx) * (x - cx) + (y - cy) * (y - cy)) * corner;
        double gain = exposure * (1 - 0.28 * r2);
        int p = (y * film.width + x) * 3;
        for (int c = 0; c < 3; c++) {
          double value = film.light[p + c] * gain;
          if (noise > 0) {
            double sigma = noise * (0.0022 + 0.0078 * Math.sqrt(Math.min(4, Math.max(0, value))));
            value += sigma * bell(Noise.bits(x * 3 + c, y, salt));
          }
          rgb[c] = curve(Math.max(0, value));
        }
        double grey = PALE * (0.3 * rgb[0] + 0.55 * rgb[1] + 0.15 * rgb[2]);
        for (int c = 0; c < 3; c++) {
          out[p + c] = SRGB[(int) ((rgb[c] * (1 - PALE) + grey) * STEPS + 0.5)];
        }
      }
    }
    return out;
  }

  /** About a normal deviate: four bytes of a hash, summed. */
  private static double bell(int bits) {
    int sum = (bits & 255) + (bits >>> 8 & 255) + (bits >>> 16 & 255) + (bits >>> 24);
    return (sum - 510) / 147.8;
  }

  private static double curve(double x) {
    double y = x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14);
    return Math.min(1, y);
  }
}
