package dev.gyre.worker.job;

import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.training.TrainInput;
import dev.gyre.api.training.TrainResult;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import dev.gyre.trainer.EpochReport;
import dev.gyre.trainer.ExportRequest;
import dev.gyre.trainer.ExportResult;
import dev.gyre.trainer.OnnxExporter;
import dev.gyre.trainer.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns a finished training into a proven package in the store. */
final class PackageUpload {

  private final WorkDesk desk;
  private final TrainInput input;

  PackageUpload(WorkDesk desk, TrainInput input) {
    this.desk = desk;
    this.input = input;
  }

  /**
   * Exports, proves and puts.
   *
   * @param golden stored values for golden cases
   * @param checkpoint goes up too unless it is large
   */
  JobCompletion export(
      TrainingResult.Completed completed,
      Preprocessing preprocessing,
      List<Map<String, Tensor>> golden,
      Optional<Path> checkpoint)
      throws IOException {
    ExportRequest request =
        new ExportRequest(
            completed.network(),
            preprocessing,
            input.classes(),
            golden,
            Map.of("gyre.run", input.run()));
    return switch (OnnxExporter.export(request)) {
      case ExportResult.Refused refused -> WorkDesk.refusal("PARITY_REFUSED", refused.message());
      case ExportResult.Exported exported -> put(exported, completed.epochs(), checkpoint);
    };
  }

  private JobCompletion put(
      ExportResult.Exported exported, List<EpochReport> epochs, Optional<Path> checkpoint)
      throws IOException {
    Path file = desk.folder().resolve("model.zip");
    Path _ = Files.write(file, exported.model().toBytes());
    JobArtifact model = desk.artifacts().put("model", file, "application/zip");
    List<JobArtifact> artifacts = new ArrayList<>(List.of(model));
    if (checkpoint.isPresent()) {
      Path tar = desk.folder().resolve("checkpoint.tar");
      CheckpointArchive.write(checkpoint.get(), tar);
      if (Files.size(tar) <= CheckpointArchive.MAX_BYTES) {
        artifacts.add(desk.artifacts().put("checkpoint", tar, "application/x-tar"));
      }
    }
    return WorkDesk.success(
        new TrainResult(
            model.digest(),
            model.size(),
            input.classes(),
            exported.parity().largest(),
            metrics(epochs)),
        artifacts);
  }

  private Map<String, Double> metrics(List<EpochReport> epochs) {
    Map<String, Double> metrics = new TreeMap<>();
    if (!epochs.isEmpty()) {
      EpochReport last = epochs.getLast();
      metrics.put("train_loss", last.trainLoss());
      last.validation()
          .ifPresent(score -> metrics.putAll(TrainingReports.metrics(score, input.classes())));
    }
    return metrics;
  }
}
