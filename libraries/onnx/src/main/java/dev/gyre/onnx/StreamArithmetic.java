package dev.gyre.onnx;

import java.util.Map;

/**
 * Preprocessing in plain Java, written from its definition and from that of ONNX Resize, not from
 * the graph.
 */
final class StreamArithmetic {
  private final Preprocessing whole;
  private final StreamInput stream;
  private final int channels;

  /** Values of one item, row by row, channels beside each other. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class.
  private record Grid(int height, int width, float[] values) {}

  private StreamArithmetic(Preprocessing whole, StreamInput stream) {
    this.whole = whole;
    this.stream = stream;
    channels = stream.form().channels();
  }

  static Tensor apply(Preprocessing whole, Map<String, Tensor> stored) {
    long count = -1;
    for (StreamInput stream : whole.streams()) {
      Tensor tensor = fitting(stream, stored);
      if (count >= 0 && tensor.shape().getFirst() != count) {
        throw new OnnxException(
            "The streams have %d and %d items; give one of each for every sample"
                .formatted(count, tensor.shape().getFirst()));
      }
      count = tensor.shape().getFirst();
    }
    int samples = Math.toIntExact(count);
    int places = whole.heightPx() * whole.widthPx();
    int all = Math.toIntExact(whole.networkShape().getFirst());
    float[] result = new float[Math.multiplyExact(Math.multiplyExact(samples, all), places)];
    int before = 0;
    for (StreamInput stream : whole.streams()) {
      StreamArithmetic arithmetic = new StreamArithmetic(whole, stream);
      Tensor tensor = fitting(stream, stored);
      for (int i = 0; i < samples; i++) {
        arithmetic.fill(tensor.rows(i, i + 1), result, (i * all + before) * places);
      }
      before += stream.channels();
    }
    return Tensor.ofFloats(result, samples, all, whole.heightPx(), whole.widthPx());
  }

  private static Tensor fitting(StreamInput stream, Map<String, Tensor> stored) {
    Tensor tensor = stored.get(stream.name());
    if (tensor == null) {
      throw new OnnxException("Stream %s is missing: give its fill".formatted(stream.name()));
    }
    if (tensor.type() != stream.form().type()
        || tensor.shape().size() != 4
        || tensor.shape().get(3) != stream.form().channels()
        || tensor.shape().get(1) < 1
        || tensor.shape().get(2) < 1) {
      throw new OnnxException(
          "Stream %s must be %s[N, H, W, %d], not %s%s"
              .formatted(
                  stream.name(),
                  stream.form().type(),
                  stream.form().channels(),
                  tensor.type(),
                  tensor.shape()));
    }
    return tensor;
  }

  private void fill(Tensor item, float[] result, int offset) {
    Grid sized = sized(read(item));
    int places = whole.heightPx() * whole.widthPx();
    for (int place = 0; place < places; place++) {
      boolean all = true;
      for (int c = 0; c < channels; c++) {
        float stored = sized.values()[place * channels + c];
        boolean valid = stream.isValue(stored);
        all &= valid;
        result[offset + c * places + place] = valid ? normalised(stored, c) : 0;
      }
      if (stream.validity()) {
        result[offset + channels * places + place] = all ? 1 : 0;
      }
    }
  }

  private float normalised(float stored, int channel) {
    float value = stored * stream.measure().scale() + stream.measure().offset();
    return (value * stream.scale() - stream.mean().get(channel))
        / stream.standardDeviation().get(channel);
  }

  private Grid read(Tensor item) {
    float[] values = new float[item.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.form().valueAt(item, i);
    }
    return new Grid(
        Math.toIntExact(item.shape().get(1)), Math.toIntExact(item.shape().get(2)), values);
  }

  private Grid sized(Grid grid) {
    StoredResize resize = stream.resize();
    Grid stored = resize == null ? grid : stored(grid, resize);
    if (stored.height() == whole.heightPx() && stored.width() == whole.widthPx()) {
      return stored;
    }
    return stream.form().isPicture()
        ? linear(stored)
        : nearest(stored, whole.heightPx(), whole.widthPx(), true);
  }

  private Grid stored(Grid grid, StoredResize resize) {
    return switch (resize.rule()) {
      case LINEAR -> rounded(grid, resize.heightPx(), resize.widthPx());
      case NEAREST_FLOOR -> nearest(grid, resize.heightPx(), resize.widthPx(), false);
      case NEAREST_CENTRE -> nearest(grid, resize.heightPx(), resize.widthPx(), true);
    };
  }

  private Grid nearest(Grid from, int height, int width, boolean centre) {
    float[] values = new float[height * width * channels];
    for (int y = 0; y < height; y++) {
      int row = nearest(y, from.height(), height, centre);
      for (int x = 0; x < width; x++) {
        int column = nearest(x, from.width(), width, centre);
        System.arraycopy(
            from.values(),
            (row * from.width() + column) * channels,
            values,
            (y * width + x) * channels,
            channels);
      }
    }
    return new Grid(height, width, values);
  }

  private static int nearest(int place, int from, int to, boolean centre) {
    return Math.toIntExact(centre ? (2L * place + 1) * from / (2L * to) : (long) place * from / to);
  }

  /** The declared resize of pictures: exact in double precision, then whole numbers. */
  private Grid rounded(Grid from, int height, int width) {
    float[] values = new float[height * width * channels];
    for (int y = 0; y < height; y++) {
      double row = between(y, from.height(), height);
      for (int x = 0; x < width; x++) {
        double column = between(x, from.width(), width);
        for (int c = 0; c < channels; c++) {
          double above = mix(from, (int) row, column, c);
          double below = mix(from, Math.min((int) row + 1, from.height() - 1), column, c);
          values[(y * width + x) * channels + c] =
              (float) Math.rint(above + (below - above) * (row - (int) row));
        }
      }
    }
    return new Grid(height, width, values);
  }

  private static double between(int place, int from, int to) {
    return Math.clamp((place + 0.5) * from / to - 0.5, 0, from - 1.0);
  }

  private double mix(Grid from, int row, double column, int channel) {
    int first = (int) column;
    int second = Math.min(first + 1, from.width() - 1);
    double left = from.values()[(row * from.width() + first) * channels + channel];
    double right = from.values()[(row * from.width() + second) * channels + channel];
    return left + (right - left) * (column - first);
  }

  private Grid linear(Grid from) {
    Taps[] rows = Taps.of(from.height(), whole.heightPx(), whole.antialias());
    Taps[] columns = Taps.of(from.width(), whole.widthPx(), whole.antialias());
    int width = whole.widthPx();
    float[] narrow = new float[from.height() * width * channels];
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          int start = (y * from.width() + columns[x].first) * channels + c;
          narrow[(y * width + x) * channels + c] = columns[x].sum(from.values(), start, channels);
        }
      }
    }
    float[] values = new float[whole.heightPx() * width * channels];
    for (int y = 0; y < whole.heightPx(); y++) {
      for (int i = 0; i < width * channels; i++) {
        int start = rows[y].first * width * channels + i;
        values[y * width * channels + i] = rows[y].sum(narrow, start, width * channels);
      }
    }
    return new Grid(whole.heightPx(), width, values);
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

    private float sum(float[] values, int start, int stride) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * values[start + i * stride];
      }
      return (float) sum;
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
