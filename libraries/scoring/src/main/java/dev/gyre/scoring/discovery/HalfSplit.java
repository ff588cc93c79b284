package dev.gyre.scoring.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Whole groups drawn into two halves, without a look at failures: groups of alike size are paired
 * and a coin decides which of the two goes where.
 *
 * @param first what rules are found on
 * @param second what they are confirmed on
 */
record HalfSplit(Half first, Half second) {

  static HalfSplit of(List<ExposedSample> samples, long seed) {
    TreeMap<String, List<ExposedSample>> byGroup = new TreeMap<>();
    samples.stream()
        .sorted(Comparator.comparing(ExposedSample::sampleId))
        .forEach(s -> byGroup.computeIfAbsent(s.group(), name -> new ArrayList<>()).add(s));
    SplittableRandom random = new SplittableRandom(seed);
    List<List<ExposedSample>> groups = new ArrayList<>(byGroup.values());
    for (int i = groups.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      List<ExposedSample> swapped = groups.get(i);
      groups.set(i, groups.get(other));
      groups.set(other, swapped);
    }
    groups.sort(Comparator.comparingInt(group -> -group.size()));
    List<ExposedSample> first = new ArrayList<>();
    List<ExposedSample> second = new ArrayList<>();
    boolean coin = false;
    for (int g = 0; g < groups.size(); g++) {
      coin = g % 2 == 0 ? random.nextBoolean() : !coin;
      (coin ? first : second).addAll(groups.get(g));
    }
    return new HalfSplit(new Half(first), new Half(second));
  }
}
