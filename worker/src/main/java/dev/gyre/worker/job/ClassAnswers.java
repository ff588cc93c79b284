package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.onnx.ImageClassifierGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.InputSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Predicted classes. */
final class ClassAnswers implements Answers {

  private final List<String> classes;
  private final List<ClassPrediction> predictions = new ArrayList<>();

  ClassAnswers(List<String> classes) {
    this.classes = List.copyOf(classes);
  }

  @Override
  public Set<String> outputs() {
    return ImageClassifierGraph.outputNames();
  }

  @Override
  public Optional<Reject> refusal(InputSample sample) {
    return Optional.empty();
  }

  @Override
  public Optional<Reject> refusal(ManifestRow row, Map<String, NdArray> streams) {
    return Optional.empty();
  }

  @Override
  public void take(List<Sample> samples, Map<String, Tensor> outputs) {
    float[] probabilities =
        PackageRunner.output(outputs, ImageClassifierGraph.PROBABILITIES).toFloats();
    long[] indices = PackageRunner.output(outputs, ImageClassifierGraph.CLASS_INDEX).toLongs();
    for (int i = 0; i < samples.size(); i++) {
      List<Double> row = new ArrayList<>(classes.size());
      for (int k = 0; k < classes.size(); k++) {
        row.add((double) probabilities[i * classes.size() + k]);
      }
      int index = Math.toIntExact(indices[i]);
      predictions.add(
          new ClassPrediction(samples.get(i).row(), classes.get(index), row.get(index), row));
    }
  }

  @Override
  public List<ClassPrediction> predictions() {
    return predictions;
  }

  @Override
  public String columns() {
    return ClassPrediction.COLUMNS;
  }

  @Override
  public Optional<Path> archive() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
