package dev.gyre.streams.shard;

import java.util.List;

/**
 * Where a sample was written.
 *
 * @param shard name of the shard
 * @param fields the places of its fields, in the order of the shard
 */
public record Placement(String shard, List<FieldSpan> fields) {

  public Placement {
    fields = List.copyOf(fields);
  }
}
