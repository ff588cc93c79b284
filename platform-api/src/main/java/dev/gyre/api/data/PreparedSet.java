package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.project.StreamSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version in the form that training reads. Equal inputs give the first one.
 *
 * @param contractNumber of the dataset version's task contract
 * @param classes of that contract, in the order of the model's outputs
 * @param streams of that contract: what the values of prepared streams mean
 * @param digest over what the set says; absent until ready
 * @param index artifact that says where each sample lies in the shards; absent until ready
 * @param statistics artifact: JSON of what the values of each stream are like, by split; absent
 *     until ready
 * @param sheet artifact: a picture of the first samples before and after; absent until ready, and
 *     if none could be drawn
 */
public record PreparedSet(
    PreparedSetId id,
    PreparationId preparation,
    DatasetRef dataset,
    int contractNumber,
    List<String> classes,
    List<StreamSpec> streams,
    PreparedState state,
    @Nullable Digest digest,
    @Nullable Digest index,
    @Nullable Digest statistics,
    @Nullable Digest sheet,
    List<Shard> shards,
    @Nullable PreparationReport report,
    Instant created) {

  public PreparedSet {
    classes = List.copyOf(classes);
    streams = List.copyOf(streams);
    shards = List.copyOf(shards);
  }
}
