package dev.gyre.eval.gate;

import dev.gyre.api.eval.PlannedRule;
import dev.gyre.api.project.Budgets;
import dev.gyre.api.project.Metric;
import dev.gyre.eval.gate.GatePlans.Judges;
import dev.gyre.scoring.proof.PlanLine;
import dev.gyre.scoring.proof.ProofPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What single rules need. Where samples come in groups, a group counts once. */
final class RulePlans {

  private static final double LEVEL = FewestSamples.LEVEL;

  private RulePlans() {}

  static PlannedRule floor(@Nullable String slice, Metric metric, Judges judges, double floor) {
    return metric == Metric.ACCURACY
        ? accuracyFloor(slice, judges, floor)
        : resampled(GateRules.FLOOR, slice, metric, judges);
  }

  static PlannedRule margin(@Nullable String slice, Metric metric, Judges judges, double margin) {
    return metric == Metric.ACCURACY
        ? accuracyMargin(slice, judges, margin)
        : resampled(GateRules.MARGIN, slice, metric, judges);
  }

  private static PlannedRule accuracyFloor(@Nullable String slice, Judges judges, double floor) {
    int needed = FewestSamples.forFloor(floor);
    PlanLine line = ProofPlan.floor("", judges.groups(), floor, LEVEL);
    return planned(GateRules.FLOOR, slice, judges, needed, line);
  }

  private static PlannedRule accuracyMargin(@Nullable String slice, Judges judges, double margin) {
    int needed = FewestSamples.forMargin(margin);
    if (needed < 2) {
      String sentence =
          needed == 1
              ? "margin %s: allows any loss".formatted(margin)
              : "margin %s: no number of samples shows it for a candidate that changes nothing"
                  .formatted(margin);
      return new PlannedRule(
          GateRules.MARGIN,
          slice,
          judges.samples(),
          FloorRule.positive(needed),
          needed == 1 && judges.samples() > 0,
          sentence);
    }
    PlanLine line = ProofPlan.margin("", judges.groups(), margin, LEVEL);
    return planned(GateRules.MARGIN, slice, judges, needed, line);
  }

  private static PlannedRule planned(
      String rule, @Nullable String slice, Judges judges, int needed, PlanLine line) {
    String sentence =
        judges.groups() == judges.samples()
            ? line.sentence()
            : "%s (%d samples in %d groups)"
                .formatted(line.sentence(), judges.samples(), judges.groups());
    return new PlannedRule(
        rule, slice, judges.samples(), FloorRule.positive(needed), line.provable(), sentence);
  }

  private static PlannedRule resampled(
      String rule, @Nullable String slice, Metric metric, Judges judges) {
    return new PlannedRule(
        rule,
        slice,
        judges.samples(),
        null,
        true,
        "%s is resampled: how many samples it takes depends on the predictions"
            .formatted(GateRules.where(slice, metric)));
  }

  static List<PlannedRule> budgets(Budgets budgets) {
    List<PlannedRule> rules = new ArrayList<>();
    if (budgets.modelSizeBytes() != null) {
      rules.add(
          new PlannedRule(
              GateRules.MODEL_SIZE,
              null,
              0,
              null,
              true,
              "the package may have %d bytes".formatted(budgets.modelSizeBytes())));
    }
    if (budgets.latency() != null) {
      rules.add(
          new PlannedRule(
              GateRules.LATENCY,
              null,
              0,
              null,
              false,
              "no latency is measured here, so %s is never shown"
                  .formatted(budgets.latency().limit())));
    }
    return rules;
  }
}
