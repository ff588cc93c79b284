package dev.gyre.scenes.shade;

/** Light that falls on each pixel: red, green and blue in turn, row by row, linear. */
final class Film {

  final int width;
  final int height;
  final float[] light;

  Film(int width, int height) {
    this.width = width;
    this.height = height;
    this.light = new float[width * height * 3];
  }

  void set(int pixel, double red, double green, double blue) {
    light[3 * pixel] = (float) red;
    light[3 * pixel + 1] = (float) green;
    light[3 * pixel + 2] = (float) blue;
  }

  void add(int pixel, double red, double green, double blue) {
    light[3 * pixel] += (float) red;
    light[3 * pixel + 1] += (float) green;
    light[3 * pixel + 2] += (float) blue;
  }

  /** What an exposure meter adds: dark pictures are lifted a little, bright ones held back. */
  double metered(Daylight daylight) {
    double sum = 0;
    for (int p = 0; p < light.length; p += 3) {
      sum += Math.min(2.5, (light[p] + 2 * light[p + 1] + light[p + 2]) / 4 * daylight.exposure);
    }
    double mean = sum / (light.length / 3.0) + 0.01;
    double wanted = 0.31 - 0.205 * daylight.darkness;
    return Math.sqrt(Math.min(2.6, Math.max(0.62, wanted / mean)));
  }

  /** A channel between pixels, held at the border. */
  double sample(double column, double row, int channel) {
    double u = Math.min(Math.max(column, 0), width - 1.0);
    double v = Math.min(Math.max(row, 0), height - 1.0);
    int x = (int) u;
    int y = (int) v;
    int right = Math.min(x + 1, width - 1);
    int below = Math.min(y + 1, height - 1);
    double fx = u - x;
    double fy = v - y;
    double top =
        light[(y * width + x) * 3 + channel] * (1 - fx)
            + light[(y * width + right) * 3 + channel] * fx;
    double bottom =
        light[(below * width + x) * 3 + channel] * (1 - fx)
            + light[(below * width + right) * 3 + channel] * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
