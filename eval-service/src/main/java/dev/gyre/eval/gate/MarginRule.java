package dev.gyre.eval.gate;

import static dev.gyre.eval.gate.GateRules.share;
import static dev.gyre.eval.gate.GateRules.where;

import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * No worse than the champion beyond a margin: passes if the lower bound of the difference lies
 * above −margin, fails if it does not and the upper bound lies below 0, so that a loss is shown;
 * else the evidence is insufficient.
 */
final class MarginRule {

  private MarginRule() {}

  static GateRule of(@Nullable String slice, Metric metric, Measured m, double margin) {
    GateOutcome outcome =
        m.n() == 0
            ? GateOutcome.INSUFFICIENT
            : m.low() > -margin
                ? GateOutcome.PASS
                : m.high() < 0 ? GateOutcome.FAIL : GateOutcome.INSUFFICIENT;
    Integer needed = outcome == GateOutcome.INSUFFICIENT ? needed(metric, m, margin) : null;
    return new GateRule(
        GateRules.MARGIN,
        slice,
        metric,
        outcome,
        m.value(),
        m.n() == 0 ? null : m.low(),
        -margin,
        m.n(),
        needed,
        sentence(where(slice, metric), m, margin, outcome, needed));
  }

  /** What flips would take says nothing of pixels. */
  private static @Nullable Integer needed(Metric metric, Measured m, double margin) {
    int unchanged = metric.fits(TaskKind.CLASSIFICATION) ? FewestSamples.forMargin(margin) : 0;
    return FloorRule.positive(m.n() == 0 ? unchanged : Math.max(m.neededAbove(-margin), unchanged));
  }

  private static String sentence(
      String where, Measured m, double margin, GateOutcome outcome, @Nullable Integer needed) {
    String takes = needed == null ? "" : "; it takes about %d samples".formatted(needed);
    if (m.n() == 0) {
      return "%s: no samples to compare on%s".formatted(where, takes);
    }
    String measured =
        "%s is better by %s on %d samples (bounds %s and %s): "
            .formatted(where, share(m.value()), m.n(), share(m.low()), share(m.high()));
    return measured
        + switch (outcome) {
          case PASS -> "no worse by %s is shown".formatted(margin);
          case FAIL -> "a loss is shown, and less than %s is not".formatted(margin);
          case INSUFFICIENT -> "no worse by %s is not shown".formatted(margin) + takes;
        };
  }
}
