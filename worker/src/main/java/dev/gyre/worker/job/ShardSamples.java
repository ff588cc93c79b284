package dev.gyre.worker.job;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.image.DecodeResult;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.shard.ShardReader;
import dev.gyre.streams.shard.ShardSample;
import dev.gyre.trainer.LabelledSamples;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The samples of shards as the network takes them, all in memory, in the order of the shards. Used
 * by one thread.
 */
final class ShardSamples implements LabelledSamples {

  /** So many raw pictures are kept for golden cases. */
  private static final int RAW = 4;

  private final Preprocessing preprocessing;
  private final int classes;
  private final ImageCodec codec = new ImageIoCodec();
  private final List<float[]> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<Tensor> raw = new ArrayList<>();

  ShardSamples(Preprocessing preprocessing, int classes) {
    this.preprocessing = preprocessing;
    this.classes = classes;
  }

  /** Adds all labelled samples of a shard. */
  void add(Path shard) throws IOException {
    try (ShardReader reader =
        new ShardReader(
            new BufferedInputStream(Files.newInputStream(shard)),
            2L * ImageLimits.STANDARD.maxBytes())) {
      Optional<ShardSample> sample = reader.next();
      while (sample.isPresent()) {
        add(sample.get());
        sample = reader.next();
      }
    }
  }

  /** The first pictures as bytes, each 1, H, W, C. */
  List<Tensor> raw() {
    return List.copyOf(raw);
  }

  /** How many samples each class has. */
  int[] counts() {
    int[] counts = new int[classes];
    labels.forEach(label -> counts[label]++);
    return counts;
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
  public int label(int index) {
    return labels.get(index);
  }

  @Override
  public void copyTo(int index, int epoch, float[] target, int offset) {
    float[] image = images.get(index);
    System.arraycopy(image, 0, target, offset, image.length);
  }

  private void add(ShardSample sample) {
    int label =
        Integer.parseInt(
            new String(sample.field(PreparationRun.CLASS_FIELD), StandardCharsets.US_ASCII)
                .strip());
    if (label < 0) {
      return; // Not labelled.
    }
    if (label >= classes) {
      throw damaged(sample, "has class %d of %d".formatted(label, classes));
    }
    DecodeResult decoded =
        codec.decode(sample.field(PreparationRun.IMAGE_FIELD), ImageLimits.STANDARD);
    switch (decoded) {
      case ImageRefusal refusal -> throw damaged(sample, "has no picture: " + refusal.detail());
      case Image image -> {
        Tensor bytes = Pictures.tensor(List.of(image));
        if (raw.size() < RAW) {
          raw.add(bytes);
        }
        images.add(preprocessing.apply(bytes).toFloats());
        labels.add(label);
      }
    }
  }

  private static PlatformException damaged(ShardSample sample, String why) {
    return new PlatformException(
        ErrorCode.INVALID_ARGUMENT,
        "Sample '%s' of the prepared set %s: prepare the dataset version again"
            .formatted(sample.key(), why));
  }
}
