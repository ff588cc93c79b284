package dev.gyre.streams.shard;

import dev.gyre.streams.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One prepared sample in {@code index.parquet}.
 *
 * @param key the sample's own key
 * @param shardKey the key in the shard's file names
 * @param label name of the class; null if the sample has none
 * @param classIndex position of the label in the preparation's classes, as in the field {@code
 *     cls}; -1 without label
 * @param group samples of one group are never parted by a split
 * @param items that it was made of, at least one
 * @param placement where it lies
 */
public record IndexRow(
    String key,
    ShardKey shardKey,
    Split split,
    @Nullable String label,
    int classIndex,
    String group,
    List<SourceItem> items,
    Placement placement) {

  public IndexRow {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("Sample '%s' lists no source".formatted(key));
    }
  }

  /** The ids of the items that it was made of, each once. */
  public List<String> sources() {
    return items.stream().map(SourceItem::sourceId).distinct().toList();
  }
}
