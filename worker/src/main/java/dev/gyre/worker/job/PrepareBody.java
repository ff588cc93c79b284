package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedStreamCount;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Shard;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.streams.Split;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.JpegCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.preparation.InputSample;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.preparation.RunSettings;
import dev.gyre.streams.shard.IndexWriter;
import dev.gyre.streams.shard.ShardKey;
import dev.gyre.streams.shard.ShardLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Prepares a dataset version: manifest and items in, shards and their index out. */
final class PrepareBody implements JobBody {

  private static final String TAR = "application/x-tar";
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final double PREPARED = 0.9;

  /** What evaluation and serving read too. */
  private static final Codecs PICTURES = Codecs.of(new PngCodec(), new JpegCodec());

  @Override
  public JobCompletion run(WorkDesk desk) throws IOException {
    PrepareInput input = desk.input(PrepareInput.class);
    desk.progress(0, "Reading the manifest");
    List<ManifestRow> rows = Manifest.fetch(desk, input.manifest());
    List<Reject> rejects =
        new ArrayList<>(rows.stream().filter(Rejects::isTooLarge).map(Rejects::tooLarge).toList());
    List<ManifestRow> taken = rows.stream().filter(row -> !Rejects.isTooLarge(row)).toList();
    Path folder = desk.folder().resolve("set");
    dev.gyre.streams.preparation.PreparationReport report =
        run(input)
            .run(
                samples(desk, taken).iterator(),
                folder,
                (done, total) -> {
                  if (done % 16 == 0 || done == total) {
                    desk.progress(
                        PREPARED * done / total,
                        "Prepared %d of %d samples".formatted(done, total));
                  }
                });
    report.rejects().stream()
        .map(reject ->
            new Reject(reject.key(), reject.reason().name(), reject.detail(), reject.stream()))
        .forEach(rejects::add);
    rejects.sort(Comparator.comparing(Reject::item).thenComparing(Reject::reason));
    return upload(desk, folder, report, rejects);
  }

  private static PreparationRun run(PrepareInput input) {
    return new PreparationRun(
        Preparations.shards(input.spec(), input.classes(), input.streams()),
        RunSettings.STANDARD
            .with(PICTURES)
            .with(
                new ShardLimits(
                    Math.max(1, input.maxShardSamples()), ShardLimits.STANDARD.maxBytes())));
  }

  private static List<InputSample> samples(WorkDesk desk, List<ManifestRow> rows)
      throws IOException {
    ItemWindow items =
        new ItemWindow(
            desk.artifacts(),
            desk.newFolder("items"),
            rows.stream()
                .sorted(Comparator.comparing(ManifestRow::split).thenComparing(PrepareBody::place))
                .toList());
    return rows.stream()
        .map(row ->
            new InputSample(
                row.key(),
                row.sampleId(),
                row.className(),
                split(row),
                Objects.requireNonNullElse(row.group(), row.key()),
                () -> new ByteArrayInputStream(items.take(row))))
        .toList();
  }

  /** Their order within a split, as a run takes them. */
  private static String place(ManifestRow row) {
    return ShardKey.fits(row.key()) ? ShardKey.of(row.key()).value() : row.key();
  }

  private static Split split(ManifestRow row) {
    return switch (row.split()) {
      case TRAIN -> Split.TRAIN;
      case VALIDATION -> Split.VALIDATION;
      case TEST -> Split.TEST;
    };
  }

  private static JobCompletion upload(
      WorkDesk desk,
      Path folder,
      dev.gyre.streams.preparation.PreparationReport report,
      List<Reject> rejects)
      throws IOException {
    List<JobArtifact> artifacts = new ArrayList<>();
    List<Shard> shards = new ArrayList<>();
    for (dev.gyre.streams.shard.Shard shard : report.shards()) {
      desk.progress(
          PREPARED + (1 - PREPARED) * shards.size() / report.shards().size(),
          "Uploading " + shard.name());
      JobArtifact artifact = desk.artifacts().put(shard.name(), folder.resolve(shard.name()), TAR);
      artifacts.add(artifact);
      shards.add(
          new Shard(
              shard.name(),
              artifact.digest(),
              artifact.size(),
              splitOf(shard.name()),
              Math.toIntExact(shard.samples())));
    }
    JobArtifact index =
        desk.artifacts().put(IndexWriter.FILE_NAME, folder.resolve(IndexWriter.FILE_NAME), PARQUET);
    artifacts.add(index);
    JobArtifact statistics =
        desk.artifacts()
            .put(
                PreparationRun.STATISTICS_FILE_NAME,
                folder.resolve(PreparationRun.STATISTICS_FILE_NAME),
                "application/json");
    artifacts.add(statistics);
    int outputs = Math.toIntExact(report.outputs());
    desk.attempt()
        .say(
            "%d samples in %d shards, %d rejects"
                .formatted(outputs, shards.size(), rejects.size()));
    return WorkDesk.success(
        new PrepareResult(
            shards,
            index.digest(),
            statistics.digest(),
            null,
            new Digest(report.preparedDigest()),
            new PreparationReport(
                outputs + rejects.size(), outputs, rejects.size(), counts(report)),
            Rejects.first(rejects)),
        artifacts);
  }

  private static List<PreparedStreamCount> counts(
      dev.gyre.streams.preparation.PreparationReport report) {
    List<PreparedStreamCount> counts = new ArrayList<>();
    report
        .streams()
        .forEach((name, of) ->
            counts.add(
                new PreparedStreamCount(
                    name,
                    Math.toIntExact(of.present()),
                    Math.toIntExact(of.filled()),
                    of.rejects().values().stream().mapToInt(Math::toIntExact).sum())));
    return counts;
  }

  /** Shards are named {@code <split>-<number>.tar}. */
  private static dev.gyre.api.data.Split splitOf(String shard) {
    return dev.gyre.api.data.Split.valueOf(
        shard.substring(0, shard.indexOf('-')).toUpperCase(Locale.ROOT));
  }
}
