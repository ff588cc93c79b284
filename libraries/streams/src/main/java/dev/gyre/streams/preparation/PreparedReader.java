package dev.gyre.streams.preparation;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.shard.ShardReader;
import dev.gyre.streams.shard.ShardSample;
import dev.gyre.streams.shard.StreamFields;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Reads the samples of one prepared shard as arrays, from beginning to end, holding one at a time.
 * For one thread; close it after use.
 */
public final class PreparedReader implements AutoCloseable {

  private static final long MAX_SAMPLE_BYTES = 1L << 30;

  private final PreparationSpec spec;
  private final StreamFields fields;
  private final ShardReader shard;

  private PreparedReader(PreparationSpec spec, StreamFields fields, ShardReader shard) {
    this.spec = spec;
    this.fields = fields;
    this.shard = shard;
  }

  /**
   * Opens a shard that was prepared by that declaration.
   *
   * @throws IOException if it cannot be opened
   */
  public static PreparedReader open(Path shard, PreparationSpec spec, Codecs codecs)
      throws IOException {
    StreamFields fields = new StreamFields(spec.fields(codecs), codecs);
    return new PreparedReader(
        spec,
        fields,
        new ShardReader(new BufferedInputStream(Files.newInputStream(shard)), MAX_SAMPLE_BYTES));
  }

  /**
   * The next sample, or empty at the end.
   *
   * @throws IOException if the shard is damaged or was prepared otherwise
   */
  public Optional<PreparedSample> next() throws IOException {
    Optional<ShardSample> sample = shard.next();
    return sample.isEmpty() ? Optional.empty() : Optional.of(prepared(sample.get()));
  }

  /** The values that the model's graph computes of a sample; see {@link FusedInput#toTensor}. */
  public float[] toTensor(PreparedSample sample) {
    return spec.modelInput().toTensor(sample.present(), this::measure);
  }

  private Measure measure(String stream) {
    return spec.streams().stream()
        .map(PreparedStream::declaration)
        .filter(one -> one.name().equals(stream))
        .map(StreamDeclaration::measure)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No stream '%s'".formatted(stream)));
  }

  private PreparedSample prepared(ShardSample sample) throws IOException {
    SequencedMap<String, NdArray> streams = new LinkedHashMap<>();
    Set<String> absent = new HashSet<>();
    try {
      for (PreparedStream stream : spec.streams()) {
        streams.put(stream.name(), fields.read(sample, stream.name()));
        if (!fields.isPresent(sample, stream.name())) {
          absent.add(stream.name());
        }
      }
      return new PreparedSample(
          sample.key(),
          Integer.parseInt(text(sample, PreparationRun.CLASS_FIELD).strip()),
          streams,
          absent,
          text(sample, PreparationRun.META_FIELD));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Sample '%s' was not prepared by this declaration: %s"
              .formatted(sample.key(), e.getMessage()),
          e);
    }
  }

  private static String text(ShardSample sample, String field) {
    return new String(sample.field(field), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }
}
