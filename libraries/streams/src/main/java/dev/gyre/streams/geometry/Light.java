package dev.gyre.streams.geometry;

import dev.gyre.streams.array.NdArray;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A picture in shares of full scale while its light is changed. */
final class Light {

  private final NdArray source;
  private final double full;
  private final int channels;
  private final double[] values;

  Light(NdArray source) {
    this.source = source;
    full =
        switch (source.type()) {
          case UINT8 -> 255;
          case UINT16 -> 65_535;
          case FLOAT32, FLOAT64 -> 1;
          case INT32, INT64 ->
              throw new IllegalArgumentException(
                  "%s has no full scale; light changes uint8, uint16 and floating pictures"
                      .formatted(source));
        };
    if (source.rank() != 2 && source.rank() != 3) {
      throw new IllegalArgumentException(
          "%s is no picture; its shape is height x width, or height x width x channels"
              .formatted(source));
    }
    channels = Resampler.channels(source);
    values = new double[source.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = source.at(i) / full;
    }
  }

  NdArray apply(List<Photometric> changes) {
    for (Photometric change : changes) {
      change(change);
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.clamp(values[i], 0, 1);
      }
    }
    Values target = Values.ofShape(source.type(), source.shape());
    for (int i = 0; i < values.length; i++) {
      target.set(i, values[i] * full);
    }
    return target.array(source.shape());
  }

  private void change(Photometric change) {
    double amount = change.amount();
    switch (change.change()) {
      case BRIGHTNESS -> each(value -> value + amount);
      case CONTRAST -> each(value -> 0.5 + (value - 0.5) * amount);
      case SATURATION -> saturate(amount);
      case HUE -> turnHue(amount);
      case GAMMA -> raise(amount);
      case NOISE -> {
        SplitMix random = new SplitMix(change.seed());
        each(value -> value + amount * random.nextGaussian());
      }
      case BLUR -> blur(amount);
    }
  }

  private void each(DoubleUnaryOperator change) {
    for (int i = 0; i < values.length; i++) {
      values[i] = change.applyAsDouble(values[i]);
    }
  }

  /** Powers are slow, and most values of a picture are one of 256. */
  private void raise(double exponent) {
    double[] powers = new double[256];
    for (int level = 0; level < powers.length; level++) {
      powers[level] = StrictMath.pow(level / 255.0, exponent);
    }
    each(value -> {
      int level = (int) Math.rint(value * 255);
      return value == level / 255.0 ? powers[level] : StrictMath.pow(value, exponent);
    });
  }

  private void saturate(double factor) {
    for (int i = 0; channels == 3 && i < values.length; i += 3) {
      double gray = 0.299 * values[i] + 0.587 * values[i + 1] + 0.114 * values[i + 2];
      for (int c = 0; c < 3; c++) {
        values[i + c] = gray + (values[i + c] - gray) * factor;
      }
    }
  }

  private void turnHue(double degrees) {
    for (int i = 0; channels == 3 && i < values.length; i += 3) {
      double r = values[i];
      double g = values[i + 1];
      double b = values[i + 2];
      double most = Math.max(r, Math.max(g, b));
      double chroma = most - Math.min(r, Math.min(g, b));
      if (chroma > 0) {
        double sector = sector(r, g, b, most, chroma) + degrees / 60;
        values[i] = channel(sector, 5, most, chroma);
        values[i + 1] = channel(sector, 3, most, chroma);
        values[i + 2] = channel(sector, 1, most, chroma);
      }
    }
  }

  /** The hue in sixths of a turn. */
  private static double sector(double r, double g, double b, double most, double chroma) {
    if (most == r) {
      return (g - b) / chroma;
    }
    return most == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
  }

  private static double channel(double sector, int shift, double most, double chroma) {
    double place = sector + shift;
    double k = place - 6 * Math.floor(place / 6);
    return most - chroma * Math.clamp(Math.min(k, 4 - k), 0, 1);
  }

  private void blur(double sigma) {
    int radius = (int) Math.ceil(4 * sigma);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      kernel[i + radius] = sigma > 0 ? StrictMath.exp(-i * i / (2 * sigma * sigma)) : 1;
      sum += kernel[i + radius];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    int height = source.size(0);
    int width = source.size(1);
    for (int y = 0; y < height; y++) {
      blurLine(kernel, y * width * channels, width, channels);
    }
    for (int x = 0; x < width; x++) {
      blurLine(kernel, x * channels, height, width * channels);
    }
  }

  private void blurLine(double[] kernel, int start, int count, int stride) {
    int radius = kernel.length / 2;
    for (int c = 0; c < channels; c++) {
      double[] line = new double[count];
      for (int i = 0; i < count; i++) {
        for (int k = -radius; k <= radius; k++) {
          line[i] += kernel[k + radius] * values[start + c + mirrored(i + k, count) * stride];
        }
      }
      for (int i = 0; i < count; i++) {
        values[start + c + i * stride] = line[i];
      }
    }
  }

  private static int mirrored(int place, int count) {
    if (count == 1) {
      return 0;
    }
    int turn = Math.floorMod(place, 2 * count - 2);
    return turn < count ? turn : 2 * count - 2 - turn;
  }
}
