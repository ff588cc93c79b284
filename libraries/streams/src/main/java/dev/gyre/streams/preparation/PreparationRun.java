package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.shard.IndexRow;
import dev.gyre.streams.shard.IndexWriter;
import dev.gyre.streams.shard.Shard;
import dev.gyre.streams.shard.ShardKey;
import dev.gyre.streams.shard.ShardWriter;
import dev.gyre.streams.shard.SourceItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Prepares samples: decodes, checks, transforms, writes shards, {@code index.parquet}, {@code
 * statistics.json} and, as the last file, {@code report.json}. A folder without a report is
 * unfinished and worth nothing.
 *
 * <p>Descriptions of all samples are held and sorted (some 300 bytes each); their files are opened
 * one at a time, on the caller's thread. Equal inputs, in whatever order, and equal limits give
 * equal shards on the same Java platform, with any number of threads.
 */
public final class PreparationRun {

  /** The class number as decimal text; -1 without label. */
  public static final String CLASS_FIELD = "cls";

  /** The prepared picture of samples that are one picture. */
  public static final String IMAGE_FIELD = "image.png";

  /**
   * Canonical JSON: key, label, split, group, place in the sequence, sources with their digests,
   * preparation; of each stream its form before, its original times and how it was aligned.
   */
  public static final String META_FIELD = "meta.json";

  /** File name of the report in the folder of the set. */
  public static final String REPORT_FILE_NAME = "report.json";

  /** File name of the statistics of all streams by split, in canonical JSON. */
  public static final String STATISTICS_FILE_NAME = "statistics.json";

  private final PreparationSpec spec;
  private final RunSettings settings;
  private final SamplePreparation preparation;

  /**
   * A run of that declaration.
   *
   * @throws IllegalArgumentException if a stream is to be written by a codec that is not there, or
   *     an optional one has no known size after geometry
   */
  public PreparationRun(PreparationSpec spec, RunSettings settings) {
    this.spec = spec;
    this.settings = settings;
    this.preparation = new SamplePreparation(spec, settings.codecs(), settings.limits());
  }

  /**
   * Runs to the end. After a failure run again with another folder.
   *
   * @param folder created if it is missing
   * @throws DirectoryNotEmptyException if something is in the folder
   * @throws IOException if the folder or a source fails
   */
  public PreparationReport run(
      Iterator<InputSample> samples, Path folder, PreparationProgress progress) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> present = Files.list(folder)) {
      if (present.findAny().isPresent()) {
        throw new DirectoryNotEmptyException(folder.toString());
      }
    }
    InputOrder inputs = InputOrder.of(samples);
    Writing writing = new Writing(inputs, folder, progress);
    try (IndexWriter index = new IndexWriter(folder);
        OrderedOutcomes outcomes = new OrderedOutcomes(preparation, inputs.ordered(), settings)) {
      for (Split split : Split.values()) {
        writing.write(split, index, outcomes);
      }
      index.finish();
    }
    PreparationReport report = writing.report();
    Files.writeString(folder.resolve(STATISTICS_FILE_NAME), report.statisticsJson());
    Path unfinished = folder.resolve(REPORT_FILE_NAME + ".tmp");
    Files.writeString(unfinished, report.canonicalJson());
    Files.move(unfinished, folder.resolve(REPORT_FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
    return report;
  }

  /** The state of one run. */
  private final class Writing {

    private final InputOrder inputs;
    private final Path folder;
    private final PreparationProgress progress;
    private final List<Reject> rejects;
    private final List<Shard> shards = new ArrayList<>();
    private final SequencedMap<String, StreamCounts.Counting> streams = new LinkedHashMap<>();
    private final MessageDigest digest = Sha256.start();
    private final long total;
    private long outputs;
    private int next;

    Writing(InputOrder inputs, Path folder, PreparationProgress progress) {
      this.inputs = inputs;
      this.folder = folder;
      this.progress = progress;
      this.rejects = new ArrayList<>(inputs.rejects());
      this.total = inputs.ordered().size() + (long) inputs.rejects().size();
      spec.streams().forEach(one -> streams.put(one.name(), new StreamCounts.Counting()));
      hash(spec.digest());
    }

    void write(Split split, IndexWriter index, OrderedOutcomes outcomes) throws IOException {
      try (ShardWriter writer = new ShardWriter(folder, split, settings.shardLimits())) {
        while (next < inputs.ordered().size() && inputs.ordered().get(next).split() == split) {
          next++;
          switch (outcomes.next()) {
            case OrderedOutcomes.Outcome.Rejected(Reject reject) -> reject(reject);
            case OrderedOutcomes.Outcome.Done(
                    InputSample input,
                    SamplePreparation.Prepared prepared) -> {
              index.add(row(input, prepared, writer));
              count(input, prepared);
            }
          }
          progress.advanced(outputs + rejects.size(), total);
        }
        shards.addAll(writer.finish());
      }
    }

    private void reject(Reject reject) {
      rejects.add(reject);
      StreamCounts.Counting stream = reject.stream() == null ? null : streams.get(reject.stream());
      if (stream != null) {
        stream.rejected(reject.reason());
      }
    }

    private void count(InputSample input, SamplePreparation.Prepared prepared) {
      hash(prepared.digest());
      outputs++;
      streams.forEach((name, counting) -> {
        StreamStatistics statistics = prepared.statistics().get(name);
        if (statistics == null) {
          counting.filled();
        } else {
          counting.present(input.split(), statistics);
        }
      });
    }

    PreparationReport report() {
      rejects.sort(Comparator.comparing(Reject::key).thenComparing(Reject::sourceId));
      SequencedMap<String, StreamCounts> counts = new LinkedHashMap<>();
      streams.forEach((name, counting) -> counts.put(name, counting.counts()));
      return new PreparationReport(
          spec.digest(), Sha256.hex(digest), total, outputs, rejects, shards, counts);
    }

    private IndexRow row(InputSample input, SamplePreparation.Prepared prepared, ShardWriter writer)
        throws IOException {
      List<SourceItem> items = new ArrayList<>();
      for (PreparedStream stream : spec.streams()) {
        InputItem item = input.item(stream);
        if (item != null) {
          items.add(SourceItem.whole(stream.name(), item.sourceId()));
        }
      }
      return new IndexRow(
          input.key(),
          new ShardKey(prepared.sample().key()),
          input.split(),
          input.label(),
          prepared.classIndex(),
          input.group(),
          items,
          writer.write(prepared.sample()));
    }

    private void hash(String hex) {
      digest.update(hex.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
