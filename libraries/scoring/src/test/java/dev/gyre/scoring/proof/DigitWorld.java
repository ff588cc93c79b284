package dev.gyre.scoring.proof;

import dev.gyre.scoring.paired.PairedOutcome;
import dev.gyre.scoring.paired.PairedOutcomes;
import dev.gyre.scoring.paired.Superiority;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One seeded division of the digits into disjoint parts, a champion trained on a little, and the
 * incidents that its live traffic opens. Everything from there on is the decision code.
 */
final class DigitWorld {

  private static final int CLASSES = 10;
  private static final int EPOCHS = 60;
  private static final Set<Integer> THIN = Set.of(3, 8, 9);

  private final Digits digits;
  private final long seed;
  private final List<List<Integer>> train = new ArrayList<>();
  private final List<List<Integer>> test = new ArrayList<>();
  private final List<List<Integer>> before = new ArrayList<>();
  private final List<List<Integer>> after = new ArrayList<>();
  private final List<List<Integer>> pool = new ArrayList<>();
  private final SmallNetwork champion;
  private final SortedSet<Integer> incidents = new TreeSet<>();

  DigitWorld(Digits digits, long seed) {
    this.digits = digits;
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < CLASSES; k++) {
      divide(k, random);
    }
    champion = train(flat(train), 1);
    openIncidents();
  }

  /** Classes with an incident. */
  SortedSet<Integer> incidents() {
    return incidents;
  }

  /** How many incidents a retrain on the same data with another seed closes. */
  int closedByNullRetrain() {
    return closedBy(train(flat(train), 2));
  }

  /** How often a null retrain beats the champion on a set chosen for failing: the mistake. */
  int foolsASetChosenForFailing() {
    SmallNetwork candidate = train(flat(train), 2);
    return (int)
        incidents.stream()
            .map(k -> harvest(k).stream().filter(i -> !right(champion, i)).toList())
            .filter(set -> Superiority.judge(pairs(set, candidate), 0.01).verdict().passes())
            .count();
  }

  /** How many incidents a retrain with the harvested training parts closes. */
  int closedByAddedData() {
    List<Integer> samples = new ArrayList<>(flat(train));
    for (int k = 0; k < CLASSES; k++) {
      List<Integer> harvest = incidents.contains(k) ? harvest(k) : pool.get(k);
      harvest.stream().filter(i -> part(i) == HarvestPart.TRAINING).forEach(samples::add);
    }
    return closedBy(train(samples, 2));
  }

  private int closedBy(SmallNetwork candidate) {
    return (int) incidents.stream().filter(k -> decide(k, candidate).closes()).count();
  }

  private ClosingDecision decide(int mode, SmallNetwork candidate) {
    Predicate<Integer> proof = i -> part(i) == HarvestPart.PROOF;
    SortedMap<String, PairedOutcomes> slices = new TreeMap<>();
    for (int k = 0; k < CLASSES; k++) {
      if (k != mode) {
        List<Integer> judged =
            Stream.concat(test.get(k).stream(), pool.get(k).stream().filter(proof)).toList();
        slices.put("digit " + k, pairs(judged, candidate));
      }
    }
    return ProofChain.judge(
        new ProofEvidence(
            pairs(harvest(mode).stream().filter(proof).toList(), candidate),
            new TreeSet<>(),
            slices,
            pairs(flat(test), candidate),
            exposures(before.get(mode), champion),
            exposures(after.get(mode), candidate)),
        ProofRules.of(0.02, 0.15));
  }

  private void divide(int k, SplittableRandom random) {
    int[] own =
        IntStream.range(0, digits.labels().size())
            .filter(i -> digits.labels().get(i) == k)
            .toArray();
    SmallNetwork.shuffle(own, random);
    int[] ends = {THIN.contains(k) ? 5 : 45, 45, 40, 36, own.length};
    List<List<List<Integer>>> parts = List.of(train, test, before, after, pool);
    int from = 0;
    for (int p = 0; p < ends.length; p++) {
      int to = Math.min(from + ends[p], own.length);
      parts.get(p).add(IntStream.range(from, to).mapToObj(i -> own[i]).toList());
      from = to;
    }
  }

  private void openIncidents() {
    List<LiveOutcome> live =
        flat(before).stream()
            .map(i ->
                new LiveOutcome("" + i, name(digits.labels().get(i)), name(predict(champion, i))))
            .toList();
    for (OpenedMode opened :
        Openings.decide(ClassExposures.count(live), OpeningRules.of(0.10, CLASSES), List.of())) {
      switch (opened.mode()) {
        case FailureMode.TrueClass(String name) -> incidents.add(Integer.parseInt(name));
        case FailureMode.ClassPair(String name, _) -> incidents.add(Integer.parseInt(name));
        default -> throw new AssertionError(opened);
      }
    }
  }

  private List<Integer> harvest(int k) {
    return Stream.concat(before.get(k).stream(), pool.get(k).stream()).toList();
  }

  /** Each world stands for another installation's pictures, which are drawn independently. */
  private HarvestPart part(int sample) {
    return PartDraw.half().of("world-" + seed + "/digit-image-" + sample, false);
  }

  private PairedOutcomes pairs(List<Integer> samples, SmallNetwork candidate) {
    return new PairedOutcomes(
        samples.stream()
            .map(i -> PairedOutcome.of("" + i, right(champion, i), right(candidate, i)))
            .toList());
  }

  private List<JudgedExposure> exposures(List<Integer> samples, SmallNetwork network) {
    return samples.stream()
        .map(i -> new JudgedExposure("" + i, "" + i, right(network, i)))
        .toList();
  }

  private SmallNetwork train(List<Integer> samples, int retrain) {
    return SmallNetwork.train(
        samples.stream().map(digits.images()::get).toArray(float[][]::new),
        samples.stream().mapToInt(digits.labels()::get).toArray(),
        EPOCHS,
        1_000 * seed + retrain);
  }

  private boolean right(SmallNetwork network, int sample) {
    return predict(network, sample) == digits.labels().get(sample);
  }

  private int predict(SmallNetwork network, int sample) {
    return network.predict(digits.images().get(sample));
  }

  private static String name(int k) {
    return "" + k;
  }

  private static List<Integer> flat(List<List<Integer>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
