package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.Reject;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.JpegCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.preparation.BatchSheet;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.streams.preparation.RunSettings;
import dev.gyre.streams.shard.ShardLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Prepares a dataset version: manifest and items in; shards, their index, statistics and a sheet of
 * the first samples out.
 */
final class PrepareBody implements JobBody {

  private static final double PREPARED = 0.9;
  private static final int SHEET_SAMPLES = 4;

  /** Of samples that are one picture: what evaluation and serving read too. */
  private static final Codecs PICTURES = Codecs.of(new PngCodec(), new JpegCodec());

  @Override
  public JobCompletion run(WorkDesk desk) throws IOException {
    PrepareInput input = desk.input(PrepareInput.class);
    desk.progress(0, "Reading the manifest");
    List<ManifestRow> rows = Manifest.fetch(desk, input.manifest());
    boolean onePicture = Preparations.isOnePicture(input.spec(), input.streams());
    PreparationSpec spec = Preparations.shards(input.spec(), input.classes(), input.streams());
    RunSettings settings = settings(input, onePicture);
    SampleInputs inputs = new SampleInputs(input.spec(), onePicture, rows);
    Path folder = desk.folder().resolve("set");
    ItemWindow window = new ItemWindow(desk.artifacts(), desk.newFolder("items"), inputs.files());
    dev.gyre.streams.preparation.PreparationReport report =
        new PreparationRun(spec, settings)
            .run(
                inputs.samples(window).iterator(),
                folder,
                (done, total) -> {
                  if (done % 16 == 0 || done == total) {
                    desk.progress(
                        PREPARED * done / total,
                        "Prepared %d of %d samples".formatted(done, total));
                  }
                });
    Optional<Path> sheet = sheet(desk, new BatchSheet(spec, settings), inputs);
    return upload(desk, new PreparedFolder(folder, report), inputs, sheet);
  }

  private static RunSettings settings(PrepareInput input, boolean onePicture) {
    return RunSettings.STANDARD
        .with(onePicture ? PICTURES : Codecs.standard().with(new NumbersCodec()))
        .with(
            new ShardLimits(Math.max(1, input.maxShardSamples()), ShardLimits.STANDARD.maxBytes()));
  }

  /** Empty if there is no sample. */
  private static Optional<Path> sheet(WorkDesk desk, BatchSheet sheet, SampleInputs inputs)
      throws IOException {
    ItemWindow window =
        new ItemWindow(
            desk.artifacts(), desk.newFolder("sheet-items"), inputs.files(SHEET_SAMPLES));
    var samples = inputs.samples(window, SHEET_SAMPLES);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Files.write(desk.folder().resolve("sheet.png"), sheet.png(samples)));
  }

  private static JobCompletion upload(
      WorkDesk desk, PreparedFolder prepared, SampleInputs inputs, Optional<Path> drawn)
      throws IOException {
    prepared.upload(
        desk.artifacts(),
        (name, share) ->
            desk.progress(PREPARED + (1 - PREPARED) * share, "Uploading %s".formatted(name)));
    List<JobArtifact> artifacts = new ArrayList<>(prepared.artifacts());
    JobArtifact sheet =
        drawn.isEmpty() ? null : desk.artifacts().put("sheet.png", drawn.get(), "image/png");
    if (sheet != null) {
      artifacts.add(sheet);
    }
    List<Reject> rejects = new ArrayList<>(inputs.rejects());
    rejects.addAll(prepared.rejects(inputs::nameOf));
    rejects.sort(Comparator.comparing(Reject::item).thenComparing(Reject::reason));
    int outputs = prepared.outputs();
    desk.attempt()
        .say(
            "%d samples in %d shards, %d rejects"
                .formatted(outputs, prepared.shards().size(), rejects.size()));
    return WorkDesk.success(
        new PrepareResult(
            prepared.shards(),
            prepared.index(),
            prepared.statistics(),
            sheet == null ? null : sheet.digest(),
            new Digest(prepared.digest()),
            new PreparationReport(
                outputs + rejects.size(),
                outputs,
                rejects.size(),
                prepared.counts(inputs::nameOf, inputs.rejects())),
            Rejects.first(rejects)),
        artifacts);
  }
}
