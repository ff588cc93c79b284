package dev.gyre.scoring.discovery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The simple conditions that one half's facts suggest; where the cuts lie is learnt there alone.
 */
final class ConditionSpace {

  /** Of a text field the most frequent values. */
  static final int MOST_TEXTS = 20;

  /** Cuts at every twentieth of a number's values, or between all if there are fewer. */
  static final int PARTS = 20;

  private static final int LONGEST_TEXT = 200;

  private ConditionSpace() {}

  /** In order of fields; all about fields that vary. */
  static List<Condition> of(List<ExposedSample> samples) {
    SortedMap<String, List<Fact>> facts = new TreeMap<>();
    for (ExposedSample sample : samples) {
      sample
          .facts()
          .forEach(
              (field, fact) -> facts.computeIfAbsent(field, name -> new ArrayList<>()).add(fact));
    }
    List<Condition> conditions = new ArrayList<>();
    facts.forEach((field, values) -> conditions.addAll(about(field, values)));
    return conditions;
  }

  private static List<Condition> about(String field, List<Fact> values) {
    return switch (values.getFirst()) {
      case Fact.Flag _ -> List.of(new Condition.IsTrue(field), new Condition.IsFalse(field));
      case Fact.Text _ -> texts(field, values);
      case Fact.Quantity _ -> numbers(field, values);
    };
  }

  private static List<Condition> texts(String field, List<Fact> values) {
    Map<String, Long> counts =
        values.stream()
            .filter(Fact.Text.class::isInstance)
            .map(fact -> ((Fact.Text) fact).value())
            .filter(text -> text.length() <= LONGEST_TEXT && text.indexOf('\0') < 0)
            .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_TEXTS)
        .<Condition>map(entry -> new Condition.TextIs(field, entry.getKey()))
        .toList();
  }

  private static List<Condition> numbers(String field, List<Fact> values) {
    List<Double> cuts = cuts(values);
    List<Condition> conditions = new ArrayList<>();
    for (double cut : cuts) {
      conditions.add(new Condition.Below(field, cut));
      conditions.add(new Condition.AtLeast(field, cut));
    }
    for (int low = 1; low < cuts.size(); low += 2) {
      for (int high = low + 2; high < cuts.size(); high += 2) {
        conditions.add(new Condition.Within(field, cuts.get(low), cuts.get(high)));
      }
    }
    return conditions;
  }

  private static List<Double> cuts(List<Fact> values) {
    double[] sorted =
        values.stream()
            .filter(Fact.Quantity.class::isInstance)
            .mapToDouble(fact -> ((Fact.Quantity) fact).value())
            .sorted()
            .toArray();
    List<Double> cuts = new ArrayList<>();
    double last = sorted[0];
    int done = 0;
    boolean few = Arrays.stream(sorted).distinct().limit(PARTS + 1L).count() <= PARTS;
    for (int i = 1; i < sorted.length; i++) {
      boolean due = few || i * (long) PARTS / sorted.length > done;
      if (due && sorted[i] > sorted[i - 1] && sorted[i] > last) {
        cuts.add(shortest(sorted[i - 1], sorted[i]));
        last = sorted[i];
        done = (int) (i * (long) PARTS / sorted.length);
      }
    }
    return cuts;
  }

  /** The number on the coarsest decimal grid in (below, at]: as a cut it parts the same samples. */
  static double shortest(double below, double at) {
    BigDecimal exact = new BigDecimal(at);
    int scale = exact.scale() - exact.precision();
    for (int digits = 0; digits <= 18; digits++) {
      double cut = exact.setScale(scale + digits, RoundingMode.FLOOR).doubleValue();
      if (cut > below && cut <= at) {
        return cut;
      }
    }
    return at;
  }
}
