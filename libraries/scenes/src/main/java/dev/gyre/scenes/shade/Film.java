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
