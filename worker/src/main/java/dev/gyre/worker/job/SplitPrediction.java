package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.InputSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects samples whose inputs have equal sizes until a batch is full, runs the model, and hands
 * over what it says. Used by one thread.
 */
final class SplitPrediction {

  /** All values that wait for their batch. */
  private static final long MAX_WAITING_VALUES = 64L << 20;

  private final PackageRunner runner;
  private final SampleFeeds inputs;
  private final Answers answers;
  private final int batchSize;
  private final Map<String, List<Waiting>> waiting = new LinkedHashMap<>();
  private final List<Reject> rejects = new ArrayList<>();
  private long waitingValues;

  private record Waiting(Answers.Sample sample, Map<String, NdArray> inputs) {}

  SplitPrediction(PackageRunner runner, SampleFeeds inputs, Answers answers, int batchSize) {
    this.runner = runner;
    this.inputs = inputs;
    this.answers = answers;
    this.batchSize = Math.max(1, runner.batchSize(batchSize));
  }

  /** Puts a sample into its batch, or rejects it. */
  void add(ManifestRow row, Map<String, NdArray> streams) throws IOException {
    Optional<Reject> refusal = answers.refusal(row, streams);
    if (refusal.isPresent()) {
      reject(refusal.get());
      return;
    }
    Map<String, NdArray> own = inputs.of(streams);
    Optional<String> misfit = inputs.misfit(own);
    if (misfit.isPresent()) {
      reject(new Reject(row.key(), "WRONG_SIZE", misfit.get()));
      return;
    }
    StringBuilder sizes = new StringBuilder();
    own.values().forEach(array -> sizes.append(Arrays.toString(array.shape())));
    String size = sizes.toString();
    List<Waiting> batch = waiting.computeIfAbsent(size, _ -> new ArrayList<>());
    batch.add(new Waiting(new Answers.Sample(row, streams), own));
    waitingValues += values(streams);
    if (batch.size() == batchSize) {
      waiting.remove(size);
      run(batch);
    } else if (waitingValues > MAX_WAITING_VALUES) {
      finish();
    }
  }

  /** Rejects a sample that cannot be judged, before its files are read. */
  boolean lacksTruth(InputSample sample) {
    Optional<Reject> refusal = answers.refusal(sample);
    refusal.ifPresent(this::reject);
    return refusal.isPresent();
  }

  void reject(Reject reject) {
    rejects.add(reject);
  }

  /** Runs the batches that are not full. */
  void finish() throws IOException {
    for (List<Waiting> batch : waiting.values()) {
      run(batch);
    }
    waiting.clear();
  }

  /** In the order of keys. */
  List<Prediction> predictions() {
    return answers.predictions().stream()
        .<Prediction>map(prediction -> prediction)
        .sorted(Comparator.comparing(prediction -> prediction.row().key()))
        .toList();
  }

  /** In the order of keys. */
  List<Reject> rejects() {
    return rejects.stream().sorted(Comparator.comparing(Reject::item)).toList();
  }

  private void run(List<Waiting> batch) throws IOException {
    Map<String, Tensor> outputs =
        runner.run(inputs.tensors(batch.stream().map(Waiting::inputs).toList()));
    answers.take(batch.stream().map(Waiting::sample).toList(), outputs);
    batch.forEach(each -> waitingValues -= values(each.sample().streams()));
  }

  private static long values(Map<String, NdArray> streams) {
    return streams.values().stream().mapToLong(NdArray::length).sum();
  }
}
