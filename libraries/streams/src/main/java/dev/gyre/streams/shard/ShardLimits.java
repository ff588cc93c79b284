package dev.gyre.streams.shard;

/**
 * When a shard is full: with the sample that reaches the count, or before the sample that would
 * pass the size. A sample larger than the size has a shard of its own.
 *
 * @param maxSamples samples in a shard, at least 1
 * @param maxBytes size of a shard in bytes, headers and padding included, at least 1
 */
public record ShardLimits(int maxSamples, long maxBytes) {

  /** 10,000 samples or 256 MiB. */
  public static final ShardLimits STANDARD = new ShardLimits(10_000, 256L << 20);

  public ShardLimits {
    if (maxSamples < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "A shard of at most %d samples and %d bytes holds nothing; give both at least 1"
              .formatted(maxSamples, maxBytes));
    }
  }
}
