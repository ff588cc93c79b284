package dev.gyre.streams.shard;

import dev.gyre.streams.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the shards of one split: {@code <split>-000000.tar} and so on, in the <a
 * href="https://github.com/webdataset/webdataset">WebDataset</a> form. Equal samples and limits
 * give equal bytes: plain ustar headers, time, owner and group zero, samples in the order of their
 * keys.
 *
 * <p>Not for use by many threads. A writer that is closed without {@link #finish} leaves unfinished
 * files behind.
 */
public final class ShardWriter implements AutoCloseable {

  /** What a tar header leaves beside a key and its dot. */
  static final int MAX_FIELD = TarShard.MAX_NAME - ShardKey.MAX_MADE - 1;

  private final Path folder;
  private final Split split;
  private final ShardLimits limits;
  private final List<Shard> finished = new ArrayList<>();
  private @Nullable TarShard current;
  private @Nullable Set<String> fieldNames;
  private String lastKey = "";

  /** Writes into a folder that exists. */
  public ShardWriter(Path folder, Split split, ShardLimits limits) {
    this.folder = folder;
    this.split = split;
    this.limits = limits;
  }

  /**
   * Appends a sample.
   *
   * @throws IllegalArgumentException if the key is not a shard key or does not follow the one
   *     before, or if the fields are not those of the samples before
   */
  public Placement write(ShardSample sample) throws IOException {
    check(sample);
    TarShard shard = current;
    if (shard != null
        && (shard.samples() >= limits.maxSamples() || shard.sizeWith(sample) > limits.maxBytes())) {
      finished.add(shard.finish());
      shard = null;
    }
    if (shard == null) {
      String name = "%s-%06d.tar".formatted(split.wireName(), finished.size());
      shard = new TarShard(folder.resolve(name));
      current = shard;
    }
    return shard.append(sample);
  }

  /** Ends the last shard. All shards in their order; none if nothing was written. */
  public List<Shard> finish() throws IOException {
    if (current != null) {
      finished.add(current.finish());
      current = null;
    }
    return List.copyOf(finished);
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }

  private void check(ShardSample sample) {
    String key = new ShardKey(sample.key()).value();
    if (key.compareTo(lastKey) <= 0) {
      throw new IllegalArgumentException(
          "Sample '%s' comes after '%s'; write samples in ascending order of their shard keys"
              .formatted(key, lastKey));
    }
    if (fieldNames == null) {
      sample.fields().keySet().forEach(ShardWriter::checkField);
      fieldNames = Set.copyOf(sample.fields().keySet());
    }
    if (!fieldNames.equals(sample.fields().keySet())) {
      throw new IllegalArgumentException(
          "Sample '%s' has fields %s, those before have %s; write an explicit empty value instead"
              .formatted(key, sample.fields().keySet(), fieldNames));
    }
    for (String field : fieldNames) {
      if (key.length() + 1 + field.length() > TarShard.MAX_NAME) {
        throw new IllegalArgumentException(
            "Key '%s' and field '%s' are longer than %d together; make the key by ShardKey.of"
                .formatted(key, field, TarShard.MAX_NAME));
      }
    }
    lastKey = key;
  }

  private static void checkField(String name) {
    if (!name.matches("[a-z0-9_][a-z0-9_.-]*") || name.length() > MAX_FIELD) {
      throw new IllegalArgumentException(
          "Field '%s' is not of 1 to %d lower-case letters, digits, underscores, hyphens and dots"
              .formatted(name, MAX_FIELD));
    }
  }
}
