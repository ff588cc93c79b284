package dev.gyre.eval.gate;

import static dev.gyre.api.eval.GateOutcome.FAIL;
import static dev.gyre.api.eval.GateOutcome.INSUFFICIENT;
import static dev.gyre.api.eval.GateOutcome.PASS;

import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.project.Budgets;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.SliceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a task contract into rules and holds a candidate against them. Pure. Floors look at the
 * near end of the interval, margins at the lower bound of the difference, each slice uncorrected,
 * and all must pass.
 */
final class GateRules {

  static final String FLOOR = "floor";
  static final String MARGIN = "margin";
  static final String SUPERIORITY = "superiority";
  static final String MODEL_SIZE = "model_size";
  static final String LATENCY = "latency";
  static final String COMPLETE = "complete";

  private final GateFacts facts;

  GateRules(GateFacts facts) {
    this.facts = facts;
  }

  /** What the rules come to together. */
  static GateOutcome outcome(List<GateRule> rules, InsufficientEvidence onInsufficient) {
    if (rules.stream().anyMatch(rule -> rule.outcome() == FAIL)) {
      return FAIL;
    }
    boolean undecided =
        rules.stream()
            .filter(rule -> rule.outcome() == INSUFFICIENT)
            .anyMatch(rule ->
                onInsufficient == InsufficientEvidence.REFUSE || rule.rule().equals(SUPERIORITY));
    return undecided ? INSUFFICIENT : PASS;
  }

  /** All rules, each with its outcome. */
  List<GateRule> judge() {
    List<GateRule> rules = new ArrayList<>();
    rules.add(complete());
    for (MetricRule rule : facts.contract().metrics()) {
      if (rule.floor() != null) {
        rules.add(floor(rule.metric(), rule.floor()));
      }
      if (rule.margin() != null) {
        rules.add(margin(rule.metric(), rule.margin()));
      }
    }
    facts.contract().slices().forEach(rule -> rules.addAll(slice(rule)));
    facts.superior().forEach(slice -> rules.add(superiority(slice)));
    Budgets budgets = facts.contract().budgets();
    if (budgets != null) {
      rules.addAll(budgets(budgets));
    }
    return rules;
  }

  private GateRule complete() {
    Evaluation candidate = facts.candidate();
    int rejected = candidate.rejected();
    int n = rejected + candidate.metrics().getFirst().n();
    return new GateRule(
        COMPLETE,
        null,
        null,
        rejected == 0 ? PASS : FAIL,
        rejected,
        null,
        0,
        n,
        null,
        rejected == 0
            ? "all %d test samples have a prediction".formatted(n)
            : "%d of %d test samples have no prediction; see the rejects of prediction set %s"
                .formatted(rejected, n, candidate.predictionSet()));
  }

  private GateRule floor(Metric metric, double floor) {
    MetricValue value =
        facts.candidate().metrics().stream()
            .filter(v -> v.metric() == metric)
            .findFirst()
            .orElseThrow();
    return metric == Metric.CALIBRATION_ERROR
        ? FloorRule.ceiling(value, floor)
        : FloorRule.of(null, metric, Measured.of(value), floor);
  }

  private GateRule margin(Metric metric, double margin) {
    Comparison comparison = facts.comparison();
    if (comparison == null) {
      return nobodyToBeat(null, metric, margin);
    }
    MetricDifference d =
        comparison.metrics().stream().filter(m -> m.metric() == metric).findFirst().orElseThrow();
    Measured measured =
        new Measured(d.difference(), d.lowerBound(), d.upperBound(), comparison.overall().n());
    return MarginRule.of(null, metric, measured, margin);
  }

  private static GateRule nobodyToBeat(@Nullable String slice, Metric metric, double margin) {
    return new GateRule(
        MARGIN,
        slice,
        metric,
        PASS,
        0,
        null,
        -margin,
        0,
        null,
        "there is no champion that the candidate could be worse than");
  }

  private List<GateRule> slice(SliceRule rule) {
    boolean byClass = rule.filter() == null;
    List<GateRule> rules = new ArrayList<>();
    if (rule.floor() != null) {
      facts.candidate().slices().stream()
          .filter(v -> is(rule, byClass, v.slice(), v.className()))
          .forEach(v -> rules.add(sliceFloor(rule, v, rule.floor())));
    }
    if (rule.margin() != null) {
      rules.addAll(sliceMargins(rule, byClass, rule.margin()));
    }
    return rules;
  }

  private static boolean is(
      SliceRule rule, boolean byClass, String slice, @Nullable String className) {
    return rule.name().equals(slice) && byClass == (className != null);
  }

  private static GateRule sliceFloor(SliceRule rule, SliceValue v, double floor) {
    return FloorRule.of(
        label(v.slice(), v.className()), rule.judged(), Measured.of(v, rule.judged()), floor);
  }

  private List<GateRule> sliceMargins(SliceRule rule, boolean byClass, double margin) {
    Comparison comparison = facts.comparison();
    if (comparison == null) {
      Stream<String> labels =
          byClass
              ? facts.contract().classes().stream().map(c -> label(rule.name(), c))
              : Stream.of(rule.name());
      return labels.map(label -> nobodyToBeat(label, rule.judged(), margin)).toList();
    }
    return comparison.slices().stream()
        .filter(s -> s.id() == null && is(rule, byClass, s.slice(), s.className()))
        .map(s ->
            MarginRule.of(
                label(s.slice(), s.className()),
                rule.judged(),
                Measured.of(s, rule.judged()),
                margin))
        .toList();
  }

  private GateRule superiority(String slice) {
    Comparison comparison = facts.comparison();
    if (comparison == null) {
      return SuperiorityRule.withoutChampion(slice);
    }
    SliceFlips flips =
        comparison.slices().stream()
            .filter(s -> s.id() != null && s.slice().equals(slice))
            .findFirst()
            .orElseThrow();
    return SuperiorityRule.of(flips);
  }

  private List<GateRule> budgets(Budgets budgets) {
    List<GateRule> rules = new ArrayList<>();
    if (budgets.modelSizeBytes() != null) {
      long most = budgets.modelSizeBytes();
      rules.add(
          new GateRule(
              MODEL_SIZE,
              null,
              null,
              facts.packageBytes() <= most ? PASS : FAIL,
              facts.packageBytes(),
              null,
              most,
              1,
              null,
              "the package has %d bytes; %d are allowed".formatted(facts.packageBytes(), most)));
    }
    if (budgets.latency() != null) {
      rules.add(latency(budgets.latency()));
    }
    return rules;
  }

  private static GateRule latency(Budgets.Latency latency) {
    return new GateRule(
        LATENCY,
        null,
        null,
        INSUFFICIENT,
        0,
        null,
        latency.limit().toNanos() / 1e9,
        0,
        null,
        "the latency was not measured: nothing is known of %s at the %s percentile"
            .formatted(latency.limit(), latency.percentile()));
  }

  /** A slice as people read it, such as {@code digit 3}. */
  static String label(String slice, @Nullable String className) {
    return className == null ? slice : slice + " " + className;
  }

  /** A number between 0 and 1 for people. */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Where a rule looks, for the beginning of its sentence. */
  static String where(@Nullable String slice, Metric metric) {
    String name = metric.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return slice == null ? name : "%s on '%s'".formatted(name, slice);
  }
}
