package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.streams.image.DecodeResult;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageIoCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.image.ImageRefusal;
import dev.gyre.streams.preparation.Colour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects pictures of one size until a batch is full, runs the model, and keeps what it says. Used
 * by one thread.
 */
final class SplitPrediction {

  /** All that waits for its batch, in bytes of pixels. */
  private static final long MAX_WAITING_BYTES = 128L << 20;

  private final PackageRunner runner;
  private final Colour colour;
  private final int batchSize;
  private final ImageCodec codec = new ImageIoCodec();
  private final Map<Size, List<Waiting>> waiting = new LinkedHashMap<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private long waitingBytes;

  private record Size(int heightPx, int widthPx) {}

  private record Waiting(ManifestRow row, Image image) {}

  SplitPrediction(PackageRunner runner, Colour colour, int batchSize) {
    this.runner = runner;
    this.colour = colour;
    this.batchSize = Math.max(1, runner.batchSize(batchSize));
  }

  /** Decodes a sample and puts it into its batch, or rejects it. */
  void add(ManifestRow row, byte[] file) {
    DecodeResult decoded = codec.decode(file, ImageLimits.STANDARD);
    switch (decoded) {
      case ImageRefusal refusal ->
          reject(new Reject(row.key(), refusal.reason().name(), refusal.detail()));
      case Image image -> add(row, colour.apply(image));
    }
  }

  void reject(Reject reject) {
    rejects.add(reject);
  }

  /** Runs the batches that are not full. */
  void finish() {
    waiting.values().forEach(this::run);
    waiting.clear();
    waitingBytes = 0;
  }

  /** In the order of keys. */
  List<Prediction> predictions() {
    return predictions.stream()
        .sorted(Comparator.comparing(prediction -> prediction.row().key()))
        .toList();
  }

  List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  private void add(ManifestRow row, Image image) {
    if (!runner.accepts(image)) {
      reject(
          new Reject(
              row.key(),
              "WRONG_SIZE",
              "The model does not take %d x %d pixels"
                  .formatted(image.widthPx(), image.heightPx())));
      return;
    }
    Size size = new Size(image.heightPx(), image.widthPx());
    List<Waiting> batch = waiting.computeIfAbsent(size, _ -> new ArrayList<>());
    batch.add(new Waiting(row, image));
    waitingBytes += image.pixels().length;
    if (batch.size() == batchSize) {
      run(batch);
      waiting.remove(size);
      waitingBytes -= (long) batchSize * image.pixels().length;
    } else if (waitingBytes > MAX_WAITING_BYTES) {
      finish();
    }
  }

  private void run(List<Waiting> batch) {
    List<PackageRunner.Answer> answers = runner.run(batch.stream().map(Waiting::image).toList());
    for (int i = 0; i < batch.size(); i++) {
      PackageRunner.Answer answer = answers.get(i);
      predictions.add(
          new Prediction(
              batch.get(i).row(),
              runner.className(answer.classIndex()),
              answer.probabilities().get(answer.classIndex()),
              answer.probabilities()));
    }
  }
}
