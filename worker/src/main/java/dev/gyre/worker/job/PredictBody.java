package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Reject;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.streams.preparation.Colour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Predicts the members of one split with a model package. */
final class PredictBody implements JobBody {

  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final double PREDICTED = 0.95;

  @Override
  public JobCompletion run(WorkDesk desk) throws IOException {
    PredictInput input = desk.input(PredictInput.class);
    desk.progress(0, "Reading the model package and the manifest");
    Path file =
        desk.artifacts()
            .fetch(
                input.modelPackage(),
                desk.folder().resolve("model.zip"),
                ModelPackage.DEFAULT_MAX_BYTES);
    ModelPackage model = ModelPackage.read(file, ModelPackage.DEFAULT_MAX_BYTES);
    List<ManifestRow> rows =
        Manifest.fetch(desk, input.manifest()).stream()
            .filter(row -> row.split() == input.split())
            .toList();
    if (rows.isEmpty()) {
      throw PlatformException.invalid(
          "split", input.split(), "one of which the dataset version has samples");
    }
    Colour colour = Preparations.colour(input.colour());
    int threads = Math.max(1, (int) desk.assignment().cores());
    try (PackageRunner runner = PackageRunner.open(model, colour, threads)) {
      SplitPrediction prediction = new SplitPrediction(runner, colour, input.batchSize());
      predict(desk, rows, input.stream(), prediction);
      return upload(desk, prediction);
    }
  }

  private static void predict(
      WorkDesk desk, List<ManifestRow> rows, String stream, SplitPrediction prediction)
      throws IOException {
    ItemWindow items =
        new ItemWindow(
            desk.artifacts(),
            desk.newFolder("items"),
            rows.stream().flatMap(row -> row.file(stream).stream()).toList());
    int done = 0;
    for (ManifestRow row : rows) {
      if (done % 16 == 0) {
        desk.progress(
            PREDICTED * done / rows.size(),
            "Predicted %d of %d samples".formatted(done, rows.size()));
      }
      ManifestFile file = row.file(stream).orElse(null);
      if (file == null) {
        prediction.reject(
            new Reject(
                row.key(), "MISSING_STREAM", "The sample has no '%s'".formatted(stream), stream));
      } else if (Rejects.isTooLarge(file)) {
        prediction.reject(Rejects.tooLarge(file));
      } else {
        prediction.add(row, items.take(file));
      }
      done++;
    }
    prediction.finish();
  }

  private static JobCompletion upload(WorkDesk desk, SplitPrediction prediction)
      throws IOException {
    desk.progress(PREDICTED, "Writing the predictions");
    List<Prediction> predictions = prediction.predictions();
    List<Reject> rejects = prediction.rejects();
    Path file = PredictionFile.write(predictions, desk.newFolder("predictions"));
    JobArtifact artifact = desk.artifacts().put("predictions", file, PARQUET);
    desk.attempt().say("%d predictions, %d rejects".formatted(predictions.size(), rejects.size()));
    return WorkDesk.success(
        new PredictResult(artifact.digest(), predictions.size(), rejects), List.of(artifact));
  }
}
