package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker yields for a job of type {@code prepare}.
 *
 * @param statistics of all streams by split, as JSON
 * @param sheet a picture of the first samples before and after, as PNG; absent if none could be
 *     drawn
 * @param digest over what the set says
 * @param rejects the first 1000
 */
public record PrepareResult(
    List<Shard> shards,
    Digest index,
    Digest statistics,
    @Nullable Digest sheet,
    Digest digest,
    PreparationReport report,
    List<Reject> rejects) {

  public PrepareResult {
    shards = List.copyOf(shards);
    rejects = List.copyOf(rejects);
  }
}
