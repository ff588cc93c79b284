package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparedStreamCount;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.streams.preparation.PreparationReport;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.shard.IndexWriter;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a run of a preparation left in its folder, on its way to the store. */
final class PreparedFolder {

  private static final String TAR = "application/x-tar";
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final String JSON = "application/json";

  private final Path folder;
  private final PreparationReport report;
  private final List<JobArtifact> artifacts = new ArrayList<>();
  private final List<Shard> shards = new ArrayList<>();

  PreparedFolder(Path folder, PreparationReport report) {
    this.folder = folder;
    this.report = report;
  }

  /** Hears which file goes up, and which share has gone. */
  @FunctionalInterface
  interface Progress {

    void uploading(String name, double share);
  }

  /** Puts all files into the store. */
  void upload(ArtifactTransfer store, Progress progress) throws IOException {
    for (dev.gyre.streams.shard.Shard shard : report.shards()) {
      progress.uploading(shard.name(), (double) shards.size() / report.shards().size());
      JobArtifact artifact = store.put(shard.name(), folder.resolve(shard.name()), TAR);
      artifacts.add(artifact);
      shards.add(
          new Shard(
              shard.name(),
              artifact.digest(),
              artifact.size(),
              splitOf(shard.name()),
              Math.toIntExact(shard.samples())));
    }
    artifacts.add(store.put(IndexWriter.FILE_NAME, folder.resolve(IndexWriter.FILE_NAME), PARQUET));
    String statistics = PreparationRun.STATISTICS_FILE_NAME;
    artifacts.add(store.put(statistics, folder.resolve(statistics), JSON));
  }

  /** Shards are named {@code <split>-<number>.tar}. */
  private static Split splitOf(String shard) {
    return Split.valueOf(shard.substring(0, shard.indexOf('-')).toUpperCase(Locale.ROOT));
  }

  /** All that went up. */
  List<JobArtifact> artifacts() {
    return List.copyOf(artifacts);
  }

  List<Shard> shards() {
    return List.copyOf(shards);
  }

  Digest index() {
    return uploaded(IndexWriter.FILE_NAME);
  }

  Digest statistics() {
    return uploaded(PreparationRun.STATISTICS_FILE_NAME);
  }

  private Digest uploaded(String name) {
    return artifacts.stream()
        .filter(artifact -> artifact.name().equals(name))
        .map(JobArtifact::digest)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("'%s' is not uploaded".formatted(name)));
  }

  /** Of what the set says, in hexadecimal. */
  String digest() {
    return report.preparedDigest();
  }

  int outputs() {
    return Math.toIntExact(report.outputs());
  }

  /**
   * What the run rejected.
   *
   * @param names the preparation's name of a stream of the run
   */
  List<Reject> rejects(UnaryOperator<String> names) {
    return report.rejects().stream()
        .map(reject ->
            new Reject(
                reject.key(),
                reject.reason().name(),
                reject.detail(),
                reject.stream() == null ? null : names.apply(reject.stream())))
        .toList();
  }

  /**
   * What became of each stream.
   *
   * @param earlier rejects that the run never saw
   */
  List<PreparedStreamCount> counts(UnaryOperator<String> names, List<Reject> earlier) {
    List<PreparedStreamCount> counts = new ArrayList<>();
    report
        .streams()
        .forEach((stream, of) -> {
          String name = names.apply(stream);
          long before = earlier.stream().filter(reject -> name.equals(reject.stream())).count();
          long rejected = of.rejects().values().stream().mapToLong(Long::longValue).sum();
          counts.add(
              new PreparedStreamCount(
                  name,
                  Math.toIntExact(of.present()),
                  Math.toIntExact(of.filled()),
                  Math.toIntExact(before + rejected)));
        });
    return counts;
  }
}
