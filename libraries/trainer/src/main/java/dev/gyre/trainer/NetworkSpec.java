package dev.gyre.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network as a list of layers, each of which takes what the one before gives; the single source
 * of both the trained block and the exported graph. The last layer gives the logits: {@link
 * Layer.Linear} one per class, or {@link Layer.Conv2d} one per class and pixel.
 *
 * @param channels channels of the input
 * @param heightPx height of the input
 * @param widthPx width of the input
 */
public record NetworkSpec(int channels, int heightPx, int widthPx, List<Layer> layers) {

  /** Pixels from which the segmenter of {@link #smallSegmenter} has its full width. */
  private static final int FULL_WIDTH_PX = 96 * 160;

  /** Refuses layers that do not fit each other, and a last layer that gives no logits. */
  public NetworkSpec {
    layers = List.copyOf(layers);
    if (channels < 1 || heightPx < 1 || widthPx < 1) {
      throw new TrainerException(
          "The input image must be at least 1 x 1 x 1, not %d x %d x %d"
              .formatted(channels, heightPx, widthPx));
    }
    if (layers.isEmpty()) {
      throw new TrainerException("A network has at least one layer");
    }
    List<Long> last = shapes(channels, heightPx, widthPx, layers).getLast();
    boolean classes =
        switch (layers.getLast()) {
          case Layer.Linear(int units) -> units >= 2;
          case Layer.Conv2d(int filters, int kernel, int _, int _) ->
              filters >= 2
                  && kernel == 1
                  && last.subList(1, 3).equals(List.of((long) heightPx, (long) widthPx));
          default -> false;
        };
    if (!classes) {
      throw new TrainerException(
          "The last layer must be Linear with one unit per class, 2 or more, or Conv2d of 1 x 1 px with one filter per class in the size of the input");
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

  /**
   * A U-Net (Ronneberger, Fischer, Brox 2015, arXiv:1505.04597) of three levels: two convolutions
   * with normalisation each, pooled on the way down and joined on the way up. Enlarging is linear
   * after a convolution of 1 x 1, as the engine has no transposed convolution.
   *
   * @param heightPx a multiple of 4
   * @param widthPx a multiple of 4
   * @param width filters of the first level; each level below has twice as many. 16 gives 110,853
   *     parameters for 4 channels and 5 classes
   */
  public static NetworkSpec unet(int channels, int heightPx, int widthPx, int width, int classes) {
    if (heightPx % 4 != 0 || widthPx % 4 != 0) {
      throw new TrainerException(
          "A U-Net halves its input twice: height and width are multiples of 4, not %d and %d"
              .formatted(heightPx, widthPx));
    }
    List<Layer> layers = new ArrayList<>();
    int first = convolve(layers, width);
    layers.add(new Layer.MaxPool(2, 2));
    int second = convolve(layers, 2 * width);
    layers.add(new Layer.MaxPool(2, 2));
    convolve(layers, 4 * width);
    rise(layers, second, 2 * width);
    rise(layers, first, width);
    layers.add(new Layer.Conv2d(classes, 1, 1, 0));
    return new NetworkSpec(channels, heightPx, widthPx, layers);
  }

  /** A {@link #unet} of width 16, or of width 8 for inputs of fewer than 96 x 160 px. */
  public static NetworkSpec smallSegmenter(int channels, int heightPx, int widthPx, int classes) {
    int width = heightPx * widthPx < FULL_WIDTH_PX ? 8 : 16;
    return unet(channels, heightPx, widthPx, width, classes);
  }

  /** Shape of one input: C, H, W. */
  public List<Long> inputShape() {
    return List.of((long) channels, (long) heightPx, (long) widthPx);
  }

  /** Values of one input. */
  public int inputSize() {
    return Math.multiplyExact(Math.multiplyExact(channels, heightPx), widthPx);
  }

  /** What gets a class. */
  public Answer answer() {
    return layers.getLast() instanceof Layer.Linear ? Answer.SAMPLE : Answer.PIXEL;
  }

  /** How many classes one input gets: 1, or the number of its pixels. */
  public int places() {
    return answer() == Answer.SAMPLE ? 1 : Math.multiplyExact(heightPx, widthPx);
  }

  /** Number of classes, at least 2. */
  public int classes() {
    return Math.toIntExact(shapes().getLast().getFirst());
  }

  /**
   * The layer whose output stands for the whole input: of the smallest height the one of most
   * channels, or what the last layer takes if that is a row.
   */
  int deepest() {
    if (answer() == Answer.SAMPLE) {
      return layers.size() - 2;
    }
    List<List<Long>> shapes = shapes();
    int deepest = 0;
    for (int i = 1; i < shapes.size(); i++) {
      List<Long> best = shapes.get(deepest);
      List<Long> shape = shapes.get(i);
      boolean lower = shape.get(1) < best.get(1);
      boolean wider = shape.get(1).equals(best.get(1)) && shape.get(0) >= best.get(0);
      deepest = lower || wider ? i : deepest;
    }
    return deepest;
  }

  /** Channels of the deepest layer. */
  public int embeddingSize() {
    return Math.toIntExact(shapes().get(deepest()).getFirst());
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

  /** Shapes of what all layers give, without the batch. */
  List<List<Long>> shapes() {
    return shapes(channels, heightPx, widthPx, layers);
  }

  private static List<List<Long>> shapes(
      int channels, int heightPx, int widthPx, List<Layer> layers) {
    List<List<Long>> shapes = new ArrayList<>();
    List<Long> shape = List.of((long) channels, (long) heightPx, (long) widthPx);
    for (Layer layer : layers) {
      shape = layer.outputShape(shape, shapes);
      shapes.add(shape);
    }
    return shapes;
  }

  /** Adds a level and returns the index of its last layer. */
  private static int convolve(List<Layer> layers, int filters) {
    for (int i = 0; i < 2; i++) {
      layers.add(new Layer.Conv2d(filters, 3, 1, 1));
      layers.add(new Layer.BatchNorm());
      layers.add(new Layer.Relu());
    }
    return layers.size() - 1;
  }

  private static void rise(List<Layer> layers, int joined, int filters) {
    layers.add(new Layer.Conv2d(filters, 1, 1, 0));
    layers.add(new Layer.Enlarge(2));
    layers.add(new Layer.Join(joined));
    convolve(layers, filters);
  }
}
