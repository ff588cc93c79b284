package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.project.TaskKind;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.codec.JpegCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.preparation.InputSample;
import dev.gyre.streams.preparation.SampleReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the members of one split with a model package, and holds predicted masks against their
 * truth. A preparation's geometry is not applied: who uses the model does not apply it either.
 */
final class PredictBody implements JobBody {

  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final double PREDICTED = 0.95;

  /** Of samples of one picture, as they are prepared. */
  private static final Codecs PICTURES = Codecs.of(new PngCodec(), new JpegCodec());

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
    PreparationSpec spec = taken(input);
    Answers answers = answers(desk, input, spec);
    SplitPrediction prediction;
    try (answers;
        PackageRunner runner =
            PackageRunner.open(
                model,
                answers.outputs(),
                input.classes(),
                Math.max(1, (int) desk.assignment().cores()))) {
      prediction = predict(desk, input, spec, rows, runner, answers);
    }
    return upload(desk, prediction, answers);
  }

  private static Answers answers(WorkDesk desk, PredictInput input, PreparationSpec spec)
      throws IOException {
    return switch (input.task()) {
      case CLASSIFICATION -> new ClassAnswers(input.classes());
      case SEGMENTATION ->
          new MaskAnswers(
              spec.streams().getLast().name(),
              input.classes(),
              new MaskTar(desk.newFolder("masks").resolve("masks.tar")));
    };
  }

  /** The streams that the model takes; of a segmentation, at the end the label map too. */
  private static PreparationSpec taken(PredictInput input) {
    PreparationSpec spec = input.preparation();
    Set<String> fused =
        spec.modelInput().parts().stream().map(ModelInputPart::stream).collect(Collectors.toSet());
    List<PreparedStreamSpec> streams =
        new ArrayList<>(
            spec.inputs().stream().filter(stream -> fused.contains(stream.name())).toList());
    if (input.task() == TaskKind.SEGMENTATION) {
      streams.add(labels(spec));
    }
    return new PreparationSpec(streams, spec.geometry(), spec.modelInput());
  }

  private static PreparedStreamSpec labels(PreparationSpec spec) {
    return spec.streams().stream()
        .filter(stream -> isLabels(stream.truth()))
        .findFirst()
        .orElseThrow(() ->
            PlatformException.invalid(
                "preparation", "without a label map", "one of which a segmentation has learnt"));
  }

  private static boolean isLabels(@Nullable TruthSpec truth) {
    return truth != null && truth.kind().equals(TruthSpec.LABEL_MAP);
  }

  private static SplitPrediction predict(
      WorkDesk desk,
      PredictInput input,
      PreparationSpec spec,
      List<ManifestRow> rows,
      PackageRunner runner,
      Answers answers)
      throws IOException {
    boolean onePicture = Preparations.isOnePicture(spec, input.streams());
    var declared = Preparations.shards(spec, input.classes(), input.streams());
    SampleReader reader =
        new SampleReader(
            declared, onePicture ? PICTURES : Codecs.standard(), DecodeLimits.STANDARD);
    SplitPrediction prediction =
        new SplitPrediction(
            runner, new SampleFeeds(runner.inputs(), declared), answers, input.batchSize());
    SampleInputs members = new SampleInputs(spec, onePicture, rows);
    members.rejects().forEach(prediction::reject);
    Map<String, ManifestRow> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    ItemWindow window = new ItemWindow(desk.artifacts(), desk.newFolder("items"), members.files());
    int done = 0;
    for (InputSample sample : members.samples(window)) {
      if (done % 16 == 0) {
        desk.progress(
            PREDICTED * done / rows.size(),
            "Predicted %d of %d samples".formatted(done, rows.size()));
      }
      ManifestRow row = Objects.requireNonNull(byKey.get(sample.key()));
      if (!prediction.lacksTruth(sample)) {
        take(row, reader.read(sample), members, prediction);
      }
      done++;
    }
    prediction.finish();
    return prediction;
  }

  private static void take(
      ManifestRow row, SampleReader.Result read, SampleInputs members, SplitPrediction prediction)
      throws IOException {
    switch (read) {
      case SampleReader.Result.Read(var streams) -> prediction.add(row, streams);
      case SampleReader.Result.Refused(var reject) -> {
        String stream = reject.stream() == null ? null : members.nameOf(reject.stream());
        prediction.reject(new Reject(row.key(), reject.reason().name(), reject.detail(), stream));
      }
    }
  }

  private static JobCompletion upload(WorkDesk desk, SplitPrediction prediction, Answers answers)
      throws IOException {
    desk.progress(PREDICTED, "Writing the predictions");
    List<Prediction> predictions = prediction.predictions();
    List<Reject> rejects = prediction.rejects();
    Path file = PredictionFile.write(predictions, answers.columns(), desk.newFolder("predictions"));
    List<JobArtifact> artifacts = new ArrayList<>();
    artifacts.add(desk.artifacts().put("predictions", file, PARQUET));
    Digest masks = null;
    if (answers.archive().isPresent()) {
      JobArtifact archive =
          desk.artifacts().put("masks", answers.archive().get(), MaskTar.MEDIA_TYPE);
      artifacts.add(archive);
      masks = archive.digest();
    }
    desk.attempt().say("%d predictions, %d rejects".formatted(predictions.size(), rejects.size()));
    return WorkDesk.success(
        new PredictResult(
            artifacts.getFirst().digest(), masks, predictions.size(), Rejects.first(rejects)),
        artifacts);
  }
}
