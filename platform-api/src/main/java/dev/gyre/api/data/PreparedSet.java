package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version in the form that training reads. Equal inputs give the first one.
 *
 * @param contractNumber of the dataset version's task contract
 * @param classes of that contract, in the order of the model's outputs
 * @param digest over what the set says; absent until ready
 * @param index artifact that says where each sample lies in the shards; absent until ready
 */
public record PreparedSet(
    PreparedSetId id,
    PreparationId preparation,
    DatasetRef dataset,
    int contractNumber,
    List<String> classes,
    PreparedState state,
    @Nullable Digest digest,
    @Nullable Digest index,
    List<Shard> shards,
    @Nullable PreparationReport report,
    Instant created) {

  public PreparedSet {
    classes = List.copyOf(classes);
    shards = List.copyOf(shards);
  }
}
