package dev.gyre.trainer;

import dev.gyre.onnx.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Preprocessed inputs and their classes in an order that never changes; the trainer shuffles
 * indices itself. Called by one thread. Equal samples in equal order are a condition of bit-equal
 * results.
 */
public interface LabelledSamples {

  /** In place of a class index: says nothing. */
  int IGNORED = -1;

  /** Number of samples. */
  int size();

  /** Shape of every image: C, H, W. */
  List<Long> imageShape();

  /** How many classes a sample has: 1, or one for each of H x W pixels. */
  int places();

  /**
   * Writes an image's C x H x W values to {@code target} from {@code offset} on.
   *
   * @param epoch epoch from 1, or 0 for validation; an implementation that augments must derive its
   *     randomness from seed, epoch and index alone
   */
  void copyTo(int index, int epoch, float[] target, int offset);

  /**
   * Writes a sample's class indices, row by row, to {@code target} from {@code offset} on; {@link
   * #IGNORED} where nothing is to be learnt and nothing is scored.
   *
   * @param epoch as in {@link #copyTo}, whose decisions it repeats
   */
  void copyLabels(int index, int epoch, int[] target, int offset);

  /** No samples. */
  static LabelledSamples none() {
    return of(Tensor.ofFloats(new float[0], 0, 1, 1, 1));
  }

  /**
   * Samples in memory.
   *
   * @param images FP32 of N, C, H, W
   * @param labels N class indices, or one for each of N x H x W pixels
   */
  static LabelledSamples of(Tensor images, int... labels) {
    return MemorySamples.of(images, labels);
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
