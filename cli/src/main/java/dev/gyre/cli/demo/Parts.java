package dev.gyre.cli.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which digit has which use, fixed before anything is trained. Three classes are nearly absent from
 * the train part, so that the first model has real weaknesses.
 */
final class Parts {

  /** Classes with few digits to learn from. */
  static final Set<String> THIN = Set.of("three", "eight", "nine");

  private static final int TRAIN = 45;
  private static final int TRAIN_THIN = 5;
  private static final int TEST = 45;
  private static final int BEFORE = 40;
  private static final int AFTER = 36;

  private final Map<Part, List<Digit>> digits = new EnumMap<>(Part.class);

  private Parts() {
    for (Part part : Part.values()) {
      digits.put(part, new ArrayList<>());
    }
  }

  /** Divides the digits by a shuffle of each class; equal digits and seeds give equal parts. */
  static Parts draw(Collection<Digit> all, long seed) {
    SortedMap<String, List<Digit>> classes = new TreeMap<>();
    all.stream()
        .sorted((a, b) -> a.key().compareTo(b.key()))
        .forEach(
            digit -> classes.computeIfAbsent(digit.className(), _ -> new ArrayList<>()).add(digit));
    Random random = new Random(seed);
    Parts parts = new Parts();
    classes.forEach((name, members) -> {
      Collections.shuffle(members, random);
      parts.divide(members, THIN.contains(name) ? TRAIN_THIN : TRAIN);
    });
    // Traffic comes in no order of classes.
    parts.digits.values().forEach(part -> Collections.shuffle(part, random));
    return parts;
  }

  private void divide(List<Digit> members, int train) {
    int test = train + TEST;
    int before = test + BEFORE;
    int after = before + AFTER;
    list(Part.TRAIN).addAll(members.subList(0, train));
    list(Part.TEST).addAll(members.subList(train, test));
    list(Part.BEFORE).addAll(members.subList(test, before));
    list(Part.AFTER).addAll(members.subList(before, after));
    list(Part.POOL).addAll(members.subList(after, members.size()));
  }

  /** The digits of a part, in the order of their use. */
  List<Digit> of(Part part) {
    return List.copyOf(list(part));
  }

  private List<Digit> list(Part part) {
    return Objects.requireNonNull(digits.get(part));
  }
}
