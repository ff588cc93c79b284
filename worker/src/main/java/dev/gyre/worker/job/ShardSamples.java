package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.preparation.FusedInput;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.PreparedReader;
import dev.gyre.streams.preparation.PreparedSample;
import dev.gyre.trainer.LabelledSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The samples of shards as the network takes them, all in memory, in the order of the shards. Used
 * by one thread.
 */
final class ShardSamples implements LabelledSamples {

  /** Of so many samples the stored values are kept for golden cases. */
  private static final int RAW = 4;

  private final PreparationSpec spec;
  private final List<String> streams;
  private final Preprocessing preprocessing;
  private final Truth truth;
  private final List<float[]> images = new ArrayList<>();
  private final List<short[]> labels = new ArrayList<>();
  private final List<Map<String, Tensor>> raw = new ArrayList<>();

  ShardSamples(PreparationSpec spec, Preprocessing preprocessing, Truth truth) {
    this.spec = spec;
    this.streams = spec.modelInput().parts().stream().map(FusedInput.Part::stream).toList();
    this.preprocessing = preprocessing;
    this.truth = truth;
  }

  /** Bytes of memory that each sample takes. */
  static long bytesPerSample(Preprocessing preprocessing, Truth truth) {
    long values = preprocessing.networkShape().stream().reduce(1L, Math::multiplyExact);
    return Float.BYTES * values + Short.BYTES * (long) truth.places();
  }

  /** Adds all samples of a shard that have a truth. */
  void add(Path shard) throws IOException {
    try (PreparedReader reader = PreparedReader.open(shard, spec, Codecs.standard())) {
      Optional<PreparedSample> sample = reader.next();
      while (sample.isPresent()) {
        add(sample.get());
        sample = reader.next();
      }
    }
  }

  /** The stored values of the first samples, each 1, H, W, C. */
  List<Map<String, Tensor>> raw() {
    return List.copyOf(raw);
  }

  /** How many places each class has. */
  long[] counts(int classes) {
    long[] counts = new long[classes];
    for (short[] places : labels) {
      for (short label : places) {
        if (label != IGNORED) {
          counts[label]++;
        }
      }
    }
    return counts;
  }

  /** How many places there are in all samples that have the class somewhere. */
  long[] seen(int classes) {
    long[] seen = new long[classes];
    for (short[] places : labels) {
      long said = 0;
      boolean[] here = new boolean[classes];
      for (short label : places) {
        if (label != IGNORED) {
          here[label] = true;
          said++;
        }
      }
      for (int k = 0; k < classes; k++) {
        seen[k] += here[k] ? said : 0;
      }
    }
    return seen;
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public List<Long> imageShape() {
    return preprocessing.networkShape();
  }

  @Override
  public int places() {
    return truth.places();
  }

  @Override
  public void copyTo(int index, int epoch, float[] target, int offset) {
    float[] image = images.get(index);
    System.arraycopy(image, 0, target, offset, image.length);
  }

  @Override
  public void copyLabels(int index, int epoch, int[] target, int offset) {
    short[] places = labels.get(index);
    for (int i = 0; i < places.length; i++) {
      target[offset + i] = places[i];
    }
  }

  private void add(PreparedSample sample) {
    Optional<short[]> classes;
    try {
      classes = truth.of(sample);
    } catch (IllegalArgumentException e) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "Sample '%s' of the prepared set %s: prepare the dataset version again"
              .formatted(sample.shardKey(), e.getMessage()));
    }
    if (classes.isEmpty()) {
      return; // Not labelled.
    }
    Map<String, Tensor> stored = StoredStreams.tensors(preprocessing, streams, sample);
    if (raw.size() < RAW) {
      raw.add(stored);
    }
    images.add(preprocessing.apply(stored).toFloats());
    labels.add(classes.get());
  }
}
