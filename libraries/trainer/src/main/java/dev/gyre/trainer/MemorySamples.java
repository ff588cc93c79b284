package dev.gyre.trainer;

import dev.gyre.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/** Samples in memory. */
final class MemorySamples implements LabelledSamples {
  private final FloatBuffer values;
  private final List<Long> shape;
  private final int[] labels;
  private final int size;
  private final int places;
  private final int length;

  private MemorySamples(Tensor images, int[] labels) {
    values = images.data().asFloatBuffer();
    shape = images.shape().subList(1, 4);
    this.labels = labels.clone();
    size = Math.toIntExact(images.shape().getFirst());
    places = size == 0 ? 1 : labels.length / size;
    length = size == 0 ? 0 : values.remaining() / size;
  }

  static LabelledSamples of(Tensor images, int[] labels) {
    List<Long> shape = images.shape();
    boolean fits =
        shape.size() == 4
            && (labels.length == shape.get(0)
                || labels.length == shape.get(0) * shape.get(2) * shape.get(3));
    if (!fits) {
      throw new TrainerException(
          "%d labels do not fit images of shape %s: give one label per image or pixel, N x C x H x W"
              .formatted(labels.length, shape));
    }
    return new MemorySamples(images, labels);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Long> imageShape() {
    return shape;
  }

  @Override
  public int places() {
    return places;
  }

  @Override
  public void copyTo(int index, int epoch, float[] target, int offset) {
    values.get(index * length, target, offset, length);
  }

  @Override
  public void copyLabels(int index, int epoch, int[] target, int offset) {
    System.arraycopy(labels, index * places, target, offset, places);
  }
}
