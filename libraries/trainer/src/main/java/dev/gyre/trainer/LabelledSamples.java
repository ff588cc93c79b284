package dev.gyre.trainer;

import dev.gyre.onnx.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Preprocessed images and classes in an order that never changes; the trainer shuffles indices
 * itself. Called by one thread. Equal samples in equal order are a condition of bit-equal results.
 */
public interface LabelledSamples {

  /** Number of samples. */
  int size();

  /** Shape of every image: C, H, W. */
  List<Long> imageShape();

  /** Class index of a sample, from 0. */
  int label(int index);

  /**
   * Writes an image's C x H x W values to {@code target} from {@code offset} on.
   *
   * @param epoch epoch from 1, or 0 for validation; an implementation that augments must derive its
   *     randomness from seed, epoch and index alone
   */
  void copyTo(int index, int epoch, float[] target, int offset);

  /** No samples. */
  static LabelledSamples none() {
    return of(Tensor.ofFloats(new float[0], 0, 1, 1, 1));
  }

  /**
   * Samples in memory.
   *
   * @param images FP32 of N, C, H, W
   * @param labels N class indices
   */
  static LabelledSamples of(Tensor images, int... labels) {
    if (images.shape().size() != 4 || images.shape().getFirst() != labels.length) {
      throw new TrainerException(
          "%d labels do not fit images of shape %s: give one label per image, N x C x H x W"
              .formatted(labels.length, images.shape()));
    }
    int[] copy = labels.clone();
    FloatBuffer values = images.data().asFloatBuffer();
    List<Long> shape = images.shape().subList(1, 4);
    int length = labels.length == 0 ? 0 : values.remaining() / labels.length;
    return new LabelledSamples() {
      @Override
      public int size() {
        return copy.length;
      }

      @Override
      public List<Long> imageShape() {
        return shape;
      }

      @Override
      public int label(int index) {
        return copy[index];
      }

      @Override
      public void copyTo(int index, int epoch, float[] target, int offset) {
        values.get(index * length, target, offset, length);
      }
    };
  }

  /** Reads all samples of an iterator into memory. */
  static LabelledSamples collect(Iterator<LabelledSample> samples) {
    List<Tensor> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    while (samples.hasNext()) {
      LabelledSample sample = samples.next();
      List<Long> shape = new ArrayList<>(sample.image().shape());
      shape.addFirst(1L);
      rows.add(new Tensor(sample.image().type(), shape, sample.image().data()));
      labels.add(sample.label());
    }
    return rows.isEmpty()
        ? none()
        : of(Tensor.concatenate(rows), labels.stream().mapToInt(Integer::intValue).toArray());
  }
}
