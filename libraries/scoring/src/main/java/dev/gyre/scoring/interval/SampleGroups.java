package dev.gyre.scoring.interval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which samples belong together. What is resampled is the group, so copies of a frame narrow
 * nothing.
 */
public final class SampleGroups {

  private final int[][] members;
  private final int samples;

  private SampleGroups(int[][] members, int samples) {
    this.members = members;
    this.samples = samples;
  }

  /** Samples with equal keys form a group; position in the list is the sample's index. */
  public static SampleGroups of(List<String> groupKeys) {
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < groupKeys.size(); i++) {
      byKey.computeIfAbsent(groupKeys.get(i), key -> new ArrayList<>()).add(i);
    }
    int[][] members =
        byKey.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return new SampleGroups(members, groupKeys.size());
  }

  /** Each of {@code samples} samples is its own group. */
  public static SampleGroups singletons(int samples) {
    int[][] members = new int[samples][];
    for (int i = 0; i < samples; i++) {
      members[i] = new int[] {i};
    }
    return new SampleGroups(members, samples);
  }

  /** Number of groups. */
  public int count() {
    return members.length;
  }

  /** Number of samples. */
  public int samples() {
    return samples;
  }

  /** Whether any group has more than one sample. */
  public boolean grouped() {
    return members.length < samples;
  }

  int[] union(int[] groups) {
    int size = 0;
    for (int group : groups) {
      size += members[group].length;
    }
    int[] indices = new int[size];
    int next = 0;
    for (int group : groups) {
      int[] member = members[group];
      System.arraycopy(member, 0, indices, next, member.length);
      next += member.length;
    }
    return indices;
  }
}
