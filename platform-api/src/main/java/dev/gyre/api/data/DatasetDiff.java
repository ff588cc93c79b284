package dev.gyre.api.data;

import java.util.List;

/**
 * What turned one version into a later one.
 *
 * @param changed members of both whose content or labels differ
 * @param addedKeys the first 100 in order, as the other two
 */
public record DatasetDiff(
    int from,
    int to,
    int added,
    int removed,
    int changed,
    List<String> addedKeys,
    List<String> removedKeys,
    List<String> changedKeys) {

  /** How many keys of each kind are named. */
  public static final int MAX_KEYS = 100;

  public DatasetDiff {
    addedKeys = List.copyOf(addedKeys);
    removedKeys = List.copyOf(removedKeys);
    changedKeys = List.copyOf(changedKeys);
  }
}
