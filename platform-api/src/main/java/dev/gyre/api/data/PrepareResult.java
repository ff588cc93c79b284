package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.util.List;

/**
 * What a worker yields for a job of type {@code prepare}.
 *
 * @param digest over what the set says
 * @param rejects the first 1000
 */
public record PrepareResult(
    List<Shard> shards,
    Digest index,
    Digest digest,
    PreparationReport report,
    List<Reject> rejects) {

  public PrepareResult {
    shards = List.copyOf(shards);
    rejects = List.copyOf(rejects);
  }
}
