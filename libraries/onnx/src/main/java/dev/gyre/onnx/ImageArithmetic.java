package dev.gyre.onnx;

import java.nio.ByteBuffer;

/**
 * Preprocessing in plain Java, written from the definition of ONNX Resize and not from the graph.
 */
final class ImageArithmetic {
  private final Preprocessing preprocessing;
  private final int channels;
  private final int outHeight;
  private final int outWidth;

  ImageArithmetic(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    channels = preprocessing.pixelFormat().channels();
    outHeight = preprocessing.heightPx();
    outWidth = preprocessing.widthPx();
  }

  Tensor apply(Tensor images) {
    if (images.type() != DataType.UINT8
        || images.shape().size() != 4
        || images.shape().get(3) != channels
        || images.shape().get(1) < 1
        || images.shape().get(2) < 1) {
      throw new OnnxException(
          "Images must be UINT8[N, H, W, %d], not %s%s"
              .formatted(channels, images.type(), images.shape()));
    }
    int count = Math.toIntExact(images.shape().get(0));
    int height = Math.toIntExact(images.shape().get(1));
    int width = Math.toIntExact(images.shape().get(2));
    Taps[] rows = Taps.of(height, outHeight, preprocessing.antialias());
    Taps[] columns = Taps.of(width, outWidth, preprocessing.antialias());
    float[] result =
        new float[Math.multiplyExact(Math.multiplyExact(count, channels), outHeight * outWidth)];
    for (int image = 0; image < count; image++) {
      ByteBuffer pixels = images.rows(image, image + 1).data();
      for (int channel = 0; channel < channels; channel++) {
        float[] narrow = shrinkColumns(pixels, channel, height, width, columns);
        int offset = (image * channels + channel) * outHeight * outWidth;
        shrinkRows(narrow, rows, channel, result, offset);
      }
    }
    return Tensor.ofFloats(result, count, channels, outHeight, outWidth);
  }

  private float[] shrinkColumns(
      ByteBuffer pixels, int channel, int height, int width, Taps[] columns) {
    float[] narrow = new float[height * outWidth];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < outWidth; x++) {
        Taps taps = columns[x];
        double sum = 0;
        for (int i = 0; i < taps.weights.length; i++) {
          int index = (y * width + taps.first + i) * channels + channel;
          sum += taps.weights[i] * Byte.toUnsignedInt(pixels.get(index));
        }
        narrow[y * outWidth + x] = (float) sum;
      }
    }
    return narrow;
  }

  private void shrinkRows(float[] narrow, Taps[] rows, int channel, float[] result, int offset) {
    float mean = preprocessing.mean().get(channel);
    float deviation = preprocessing.standardDeviation().get(channel);
    for (int y = 0; y < outHeight; y++) {
      Taps taps = rows[y];
      for (int x = 0; x < outWidth; x++) {
        double sum = 0;
        for (int i = 0; i < taps.weights.length; i++) {
          sum += taps.weights[i] * narrow[(taps.first + i) * outWidth + x];
        }
        float value = ((float) sum * preprocessing.scale() - mean) / deviation;
        result[offset + y * outWidth + x] = value;
      }
    }
  }

  /** The input positions that make one output position along one axis, and their weights. */
  private static final class Taps {
    private final int first;
    private final double[] weights;

    private Taps(int first, double[] weights) {
      this.first = first;
      this.weights = weights;
    }

    private static Taps[] of(int in, int out, boolean antialias) {
      Taps[] taps = new Taps[out];
      double step = (double) in / out;
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * step;
        taps[i] = antialias && step > 1 ? triangle(in, centre, step) : linear(in, centre - 0.5);
      }
      return taps;
    }

    private static Taps linear(int in, double position) {
      double clamped = Math.clamp(position, 0, in - 1);
      int first = (int) clamped;
      double fraction = clamped - first;
      return fraction == 0
          ? new Taps(first, new double[] {1})
          : new Taps(first, new double[] {1 - fraction, fraction});
    }

    private static Taps triangle(int in, double centre, double step) {
      int first = Math.max(0, (int) Math.floor(centre - step + 0.5));
      int end = Math.min(in, (int) Math.floor(centre + step + 0.5));
      double[] weights = new double[end - first];
      double total = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.max(0, 1 - Math.abs((first + i + 0.5 - centre) / step));
        total += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= total;
      }
      return new Taps(first, weights);
    }
  }
}
