package dev.gyre.scoring.discovery;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conditions that hold together.
 *
 * @param conditions 1 to 3, about different fields, in order of their fields' names
 */
public record Rule(List<Condition> conditions) {

  public Rule {
    conditions = conditions.stream().sorted((a, b) -> a.field().compareTo(b.field())).toList();
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("a rule needs at least one condition");
    }
  }

  /** Whether all conditions hold for these facts. */
  public boolean holds(Map<String, Fact> facts) {
    return conditions.stream().allMatch(c -> c.holds(facts.get(c.field())));
  }

  /** As a filter over {@code sample}: {@code sample.night && sample.distance < 20.0}. */
  public String cel() {
    return conditions.stream().map(Condition::cel).collect(Collectors.joining(" && "));
  }

  /** In words, fields by their names: {@code night and distance < 20}. */
  public String words() {
    return words(Map.of());
  }

  /** In words, with labels for some fields: {@code night and object area < 400 px²}. */
  public String words(Map<String, FieldLabel> labels) {
    return conditions.stream()
        .map(c -> c.words(labels.getOrDefault(c.field(), FieldLabel.ofName(c.field()))))
        .collect(Collectors.joining(" and "));
  }

  /** How many comparisons it makes: the fewer, the simpler. */
  public int parts() {
    return conditions.stream().mapToInt(Condition::parts).sum();
  }
}
