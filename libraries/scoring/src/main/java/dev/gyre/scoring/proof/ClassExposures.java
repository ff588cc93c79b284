package dev.gyre.scoring.proof;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labelled exposures of one true class.
 *
 * @param name of the class
 * @param exposures n, all with known truth
 * @param wrongAs how many were predicted as each other class; sums to at most {@code exposures}
 */
public record ClassExposures(String name, int exposures, SortedMap<String, Integer> wrongAs) {

  public ClassExposures {
    wrongAs = Collections.unmodifiableSortedMap(new TreeMap<>(wrongAs));
    int wrong = wrongAs.values().stream().mapToInt(Integer::intValue).sum();
    if (wrongAs.containsKey(name) || wrong > exposures) {
      throw new IllegalArgumentException(
          "class %s has %d exposures, of which %s cannot be wrong"
              .formatted(name, exposures, wrongAs));
    }
  }

  /** Exposures that were answered wrongly. */
  public int wrong() {
    return wrongAs.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Counts outcomes by true class, in the order of class names. Several outcomes of one group and
   * class count once: as right if more than half of them are, else as the most frequent wrong
   * class.
   */
  public static List<ClassExposures> count(Collection<LiveOutcome> outcomes) {
    SortedMap<String, Map<String, List<LiveOutcome>>> byClass = new TreeMap<>();
    for (LiveOutcome outcome : outcomes) {
      byClass
          .computeIfAbsent(outcome.truth(), name -> new LinkedHashMap<>())
          .computeIfAbsent(outcome.group(), group -> new ArrayList<>())
          .add(outcome);
    }
    List<ClassExposures> counts = new ArrayList<>();
    byClass.forEach((name, groups) -> {
      SortedMap<String, Integer> wrongAs = new TreeMap<>();
      groups
          .values()
          .forEach(group -> wrongClass(group).ifPresent(as -> wrongAs.merge(as, 1, Integer::sum)));
      counts.add(new ClassExposures(name, groups.size(), wrongAs));
    });
    return counts;
  }

  private static Optional<String> wrongClass(List<LiveOutcome> group) {
    long right = group.stream().filter(LiveOutcome::right).count();
    if (2 * right > group.size()) {
      return Optional.empty();
    }
    SortedMap<String, Long> wrong =
        group.stream()
            .filter(outcome -> !outcome.right())
            .collect(groupingBy(LiveOutcome::predicted, TreeMap::new, counting()));
    return wrong.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** Without the exposures that were answered with one of these classes. */
  ClassExposures without(Collection<String> predicted) {
    SortedMap<String, Integer> rest = new TreeMap<>(wrongAs);
    int removed = 0;
    for (String name : predicted) {
      Integer count = rest.remove(name);
      removed += count == null ? 0 : count;
    }
    return new ClassExposures(name, exposures - removed, rest);
  }
}
