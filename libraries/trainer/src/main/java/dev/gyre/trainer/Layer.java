package dev.gyre.trainer;

import java.util.List;

/**
 * One layer of a network. Each record is built twice from the same values: as a block of the
 * training engine and as ONNX nodes; a layer that cannot be both does not belong here. There is no
 * transposed convolution: the engine has none.
 */
public sealed interface Layer {

  /**
   * Shape of the output, without the batch: C, H, W or units.
   *
   * @param input shape of what the layer before gives
   * @param earlier shapes of what all layers before give, by their index
   */
  List<Long> outputShape(List<Long> input, List<List<Long>> earlier);

  /** The layer in a few characters, equal for equal layers. */
  String text();

  /** Convolution with a square kernel and bias; sizes in pixels. */
  record Conv2d(int filters, int kernel, int stride, int padding) implements Layer {
    /** Refuses sizes below 1 and a padding of the kernel's size or more. */
    public Conv2d {
      requirePositive("filters", filters);
      requirePositive("kernel", kernel);
      requirePositive("stride", stride);
      if (padding < 0 || padding >= kernel) {
        throw new TrainerException(
            "The padding must be 0 to kernel - 1, not %d with kernel %d"
                .formatted(padding, kernel));
      }
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      requireImage(this, input);
      return List.of(
          (long) filters,
          windows(this, input.get(1) + 2L * padding, kernel, stride),
          windows(this, input.get(2) + 2L * padding, kernel, stride));
    }

    @Override
    public String text() {
      return "conv(%d,%d,%d,%d)".formatted(filters, kernel, stride, padding);
    }
  }

  /** Normalisation over the batch per channel; running statistics move by 0.1, epsilon 1e-5. */
  record BatchNorm() implements Layer {
    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      return input;
    }

    @Override
    public String text() {
      return "bn";
    }
  }

  /** The larger of 0 and the value. */
  record Relu() implements Layer {
    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      return input;
    }

    @Override
    public String text() {
      return "relu";
    }
  }

  /** Largest value of each square window, without padding; sizes in pixels. */
  record MaxPool(int kernel, int stride) implements Layer {
    /** Refuses sizes below 1. */
    public MaxPool {
      requirePositive("kernel", kernel);
      requirePositive("stride", stride);
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      requireImage(this, input);
      return List.of(
          input.get(0),
          windows(this, input.get(1), kernel, stride),
          windows(this, input.get(2), kernel, stride));
    }

    @Override
    public String text() {
      return "pool(%d,%d)".formatted(kernel, stride);
    }
  }

  /** C, H, W to one row. */
  record Flatten() implements Layer {
    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      return List.of(input.stream().reduce(1L, Math::multiplyExact));
    }

    @Override
    public String text() {
      return "flatten";
    }
  }

  /** Weighted sums of a row, with bias. */
  record Linear(int units) implements Layer {
    /** Refuses units below 1. */
    public Linear {
      requirePositive("units", units);
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      if (input.size() != 1) {
        throw new TrainerException(
            "%s needs a row, not the shape %s: put a Flatten before it".formatted(text(), input));
      }
      return List.of((long) units);
    }

    @Override
    public String text() {
      return "linear(%d)".formatted(units);
    }
  }

  /** While training, zeroes a share {@code rate} in [0, 1) of the values; absent from ONNX. */
  record Dropout(float rate) implements Layer {
    /** Refuses rates outside [0, 1). */
    public Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new TrainerException("The dropout rate must be in [0, 1), not " + rate);
      }
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      return input;
    }

    @Override
    public String text() {
      return "dropout(%s)".formatted(rate);
    }
  }

  /** Larger by a whole factor: linear between pixels, centres at halves, edges repeated. */
  record Enlarge(int factor) implements Layer {
    /** Refuses factors below 2. */
    public Enlarge {
      if (factor < 2) {
        throw new TrainerException("A picture is enlarged by 2 or more, not " + factor);
      }
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      requireImage(this, input);
      return List.of(input.get(0), input.get(1) * factor, input.get(2) * factor);
    }

    @Override
    public String text() {
      return "enlarge(%d)".formatted(factor);
    }
  }

  /** The channels of an earlier layer, then those of the layer before: a skip connection. */
  record Join(int layer) implements Layer {
    /** Refuses an index below 0. */
    public Join {
      if (layer < 0) {
        throw new TrainerException("A layer is joined by its index, from 0, not " + layer);
      }
    }

    @Override
    public List<Long> outputShape(List<Long> input, List<List<Long>> earlier) {
      requireImage(this, input);
      if (layer >= earlier.size()) {
        throw new TrainerException(
            "%s is layer %d; it joins one that comes before".formatted(text(), earlier.size()));
      }
      List<Long> joined = earlier.get(layer);
      if (joined.size() != 3 || !joined.subList(1, 3).equals(input.subList(1, 3))) {
        throw new TrainerException(
            "%s joins the shapes %s and %s: heights and widths must be equal"
                .formatted(text(), joined, input));
      }
      return List.of(joined.get(0) + input.get(0), input.get(1), input.get(2));
    }

    @Override
    public String text() {
      return "join(%d)".formatted(layer);
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new TrainerException("%s must be at least 1, not %d".formatted(what, value));
    }
  }

  private static void requireImage(Layer layer, List<Long> input) {
    if (input.size() != 3) {
      throw new TrainerException(
          "%s needs C x H x W, not the shape %s: put it before Flatten"
              .formatted(layer.text(), input));
    }
  }

  private static long windows(Layer layer, long size, int kernel, int stride) {
    if (size < kernel) {
      throw new TrainerException(
          "%s does not fit into %d px: use fewer or smaller layers".formatted(layer.text(), size));
    }
    return (size - kernel) / stride + 1;
  }
}
