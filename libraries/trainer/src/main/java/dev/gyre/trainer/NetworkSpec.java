package dev.gyre.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A classifier as a list of layers; the single source of both the trained block and the exported
 * graph. The last layer is {@link Layer.Linear}, one unit per class, and gives logits.
 *
 * @param channels channels of the input image
 * @param heightPx height of the input image
 * @param widthPx width of the input image
 */
public record NetworkSpec(int channels, int heightPx, int widthPx, List<Layer> layers) {

  /** Refuses layers that do not fit each other, and a last layer that gives no logits. */
  public NetworkSpec {
    layers = List.copyOf(layers);
    if (channels < 1 || heightPx < 1 || widthPx < 1) {
      throw new TrainerException(
          "The input image must be at least 1 x 1 x 1, not %d x %d x %d"
              .formatted(channels, heightPx, widthPx));
    }
    if (layers.isEmpty() || !(layers.getLast() instanceof Layer.Linear(int units)) || units < 2) {
      throw new TrainerException(
          "The last layer must be Linear with one unit per class, 2 or more");
    }
    List<Long> shape = List.of((long) channels, (long) heightPx, (long) widthPx);
    for (Layer layer : layers) {
      shape = layer.outputShape(shape);
    }
  }

  /**
   * A small convolutional classifier: blocks of convolution, normalisation and pooling until the
   * image is at most 3 px high or wide, then 64 units with dropout. About 14,000 parameters for 10
   * classes of 1 x 8 x 8.
   */
  public static NetworkSpec smallClassifier(int channels, int heightPx, int widthPx, int classes) {
    List<Layer> layers = new ArrayList<>();
    int filters = 16;
    for (int size = Math.min(heightPx, widthPx); size > 3; size /= 2) {
      layers.add(new Layer.Conv2d(filters, 3, 1, 1));
      layers.add(new Layer.BatchNorm());
      layers.add(new Layer.Relu());
      layers.add(new Layer.MaxPool(2, 2));
      filters = Math.min(64, filters * 2);
    }
    layers.add(new Layer.Flatten());
    layers.add(new Layer.Linear(64));
    layers.add(new Layer.Relu());
    layers.add(new Layer.Dropout(0.1f));
    layers.add(new Layer.Linear(classes));
    return new NetworkSpec(channels, heightPx, widthPx, layers);
  }

  /** A plain perceptron with one hidden layer. */
  public static NetworkSpec perceptron(
      int channels, int heightPx, int widthPx, int hiddenUnits, int classes) {
    return new NetworkSpec(
        channels,
        heightPx,
        widthPx,
        List.of(
            new Layer.Flatten(),
            new Layer.Linear(hiddenUnits),
            new Layer.Relu(),
            new Layer.Linear(classes)));
  }

  /** Shape of one input: C, H, W. */
  public List<Long> inputShape() {
    return List.of((long) channels, (long) heightPx, (long) widthPx);
  }

  /** Values of one input. */
  public int inputSize() {
    return Math.multiplyExact(Math.multiplyExact(channels, heightPx), widthPx);
  }

  /** Number of classes, at least 2. */
  public int classes() {
    return Math.toIntExact(layers.getLast().outputShape(List.of(1L)).getFirst());
  }

  /** The network in one line, equal for equal networks. */
  public String text() {
    return "%dx%dx%d %s"
        .formatted(
            channels,
            heightPx,
            widthPx,
            layers.stream().map(Layer::text).collect(Collectors.joining(" ")));
  }
}
