package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import dev.gyre.streams.canonical.Sha256;
import dev.gyre.streams.image.ImageCodec;
import dev.gyre.streams.image.ImageLimits;
import dev.gyre.streams.shard.IndexRow;
import dev.gyre.streams.shard.IndexWriter;
import dev.gyre.streams.shard.Shard;
import dev.gyre.streams.shard.ShardKey;
import dev.gyre.streams.shard.ShardLimits;
import dev.gyre.streams.shard.ShardWriter;
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
import java.util.List;
import java.util.stream.Stream;

/**
 * Prepares samples: decodes, transforms, writes shards, {@code index.parquet} and, as the last
 * file, {@code report.json}. A folder without a report is unfinished and worth nothing.
 *
 * <p>Descriptions of all samples are held and sorted (some 300 bytes each); their bytes are opened
 * one at a time. Equal inputs, in whatever order, and equal limits give equal shards on the same
 * Java platform.
 */
public final class PreparationRun {

  /** The class number as decimal text; -1 without label. */
  public static final String CLASS_FIELD = "cls";

  /** The prepared picture. */
  public static final String IMAGE_FIELD = "image.png";

  /**
   * Canonical JSON: key, label, split, group, sources with their digests, preparation, size before
   * resizing.
   */
  public static final String META_FIELD = "meta.json";

  /** File name of the report in the folder of the set. */
  public static final String REPORT_FILE_NAME = "report.json";

  private final PreparationSpec spec;
  private final ImageCodec codec;
  private final ImageLimits imageLimits;
  private final ShardLimits shardLimits;

  public PreparationRun(
      PreparationSpec spec, ImageCodec codec, ImageLimits imageLimits, ShardLimits shardLimits) {
    this.spec = spec;
    this.codec = codec;
    this.imageLimits = imageLimits;
    this.shardLimits = shardLimits;
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
    try (IndexWriter index = new IndexWriter(folder)) {
      for (Split split : Split.values()) {
        writing.write(split, index);
      }
      index.finish();
    }
    PreparationReport report = writing.report();
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
    private final SamplePreparation preparation = new SamplePreparation(spec, codec, imageLimits);
    private final List<Reject> rejects;
    private final List<Shard> shards = new ArrayList<>();
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
      hash(spec.digest());
    }

    void write(Split split, IndexWriter index) throws IOException {
      try (ShardWriter writer = new ShardWriter(folder, split, shardLimits)) {
        while (next < inputs.ordered().size() && inputs.ordered().get(next).split() == split) {
          InputSample input = inputs.ordered().get(next++);
          switch (preparation.prepare(input)) {
            case SamplePreparation.Outcome.Rejected rejected -> rejects.add(rejected.reject());
            case SamplePreparation.Outcome.Prepared prepared -> {
              index.add(row(input, prepared, writer));
              hash(prepared.digest());
              outputs++;
            }
          }
          progress.advanced(outputs + rejects.size(), total);
        }
        shards.addAll(writer.finish());
      }
    }

    PreparationReport report() {
      rejects.sort(Comparator.comparing(Reject::key).thenComparing(Reject::sourceId));
      return new PreparationReport(
          spec.digest(), Sha256.hex(digest), total, outputs, rejects, shards);
    }

    private static IndexRow row(
        InputSample input, SamplePreparation.Outcome.Prepared prepared, ShardWriter writer)
        throws IOException {
      return new IndexRow(
          input.key(),
          new ShardKey(prepared.sample().key()),
          input.split(),
          input.label(),
          prepared.classIndex(),
          input.group(),
          List.of(input.sourceId()),
          writer.write(prepared.sample()));
    }

    private void hash(String hex) {
      digest.update(hex.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
