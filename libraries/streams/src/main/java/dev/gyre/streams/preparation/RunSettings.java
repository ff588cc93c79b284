package dev.gyre.streams.preparation;

import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeLimits;
import dev.gyre.streams.shard.ShardLimits;

/**
 * What a run has to work with; none of it changes what samples say.
 *
 * @param limits of one file
 * @param threads that decode and encode, at least 1; up to twice as many samples are in memory
 */
public record RunSettings(
    Codecs codecs, DecodeLimits limits, ShardLimits shardLimits, int threads) {

  /** All formats, standard limits, one thread. */
  public static final RunSettings STANDARD =
      new RunSettings(Codecs.standard(), DecodeLimits.STANDARD, ShardLimits.STANDARD, 1);

  public RunSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d; give at least 1".formatted(threads));
    }
  }

  /** The same with other formats. */
  public RunSettings with(Codecs other) {
    return new RunSettings(other, limits, shardLimits, threads);
  }

  /** The same with other limits of shards. */
  public RunSettings with(ShardLimits other) {
    return new RunSettings(codecs, limits, other, threads);
  }

  /** The same with other limits of files. */
  public RunSettings with(DecodeLimits other) {
    return new RunSettings(codecs, other, shardLimits, threads);
  }

  /** The same with another number of threads. */
  public RunSettings withThreads(int other) {
    return new RunSettings(codecs, limits, shardLimits, other);
  }
}
