package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.InputSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is made of a model's outputs, by the kind of its answers. Used by one thread. */
sealed interface Answers extends AutoCloseable permits ClassAnswers, MaskAnswers {

  /** The outputs that are needed. */
  Set<String> outputs();

  /** Why a sample is not even read, if so. */
  Optional<Reject> refusal(InputSample sample);

  /**
   * Why a sample is not even given to the model, if so.
   *
   * @param streams stored values by name, the truth among them
   */
  Optional<Reject> refusal(ManifestRow row, Map<String, NdArray> streams);

  /**
   * Takes the answers of a batch.
   *
   * @param samples in the order of the batch
   */
  void take(List<Sample> samples, Map<String, Tensor> outputs) throws IOException;

  /** All predictions, in no order. */
  List<? extends Prediction> predictions();

  /** Their columns with types. */
  String columns();

  /** What is kept beside them; complete once this is closed. */
  Optional<Path> archive();

  @Override
  void close() throws IOException;

  /** A sample of a batch, with its stored values by the names of streams. */
  record Sample(ManifestRow row, Map<String, NdArray> streams) {}
}
