package dev.gyre.eval.gate;

import static dev.gyre.eval.gate.GateRules.share;
import static dev.gyre.eval.gate.GateRules.where;

import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.project.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A floor under a metric: passes if the whole interval keeps it, fails if none of it does, else the
 * evidence is insufficient.
 */
final class FloorRule {

  private FloorRule() {}

  static GateRule of(@Nullable String slice, Metric metric, Measured m, double floor) {
    GateOutcome outcome =
        m.n() == 0
            ? GateOutcome.INSUFFICIENT
            : m.low() >= floor
                ? GateOutcome.PASS
                : m.high() < floor ? GateOutcome.FAIL : GateOutcome.INSUFFICIENT;
    Integer needed = outcome == GateOutcome.INSUFFICIENT ? needed(metric, m, floor) : null;
    return new GateRule(
        GateRules.FLOOR,
        slice,
        metric,
        outcome,
        m.value(),
        m.n() == 0 ? null : m.low(),
        floor,
        m.n(),
        needed,
        sentence(where(slice, metric), m, "at least " + floor, outcome, needed));
  }

  /** For a metric where less is better. */
  static GateRule ceiling(MetricValue v, double most) {
    Measured m = Measured.of(v);
    GateOutcome outcome =
        m.high() <= most
            ? GateOutcome.PASS
            : m.low() > most ? GateOutcome.FAIL : GateOutcome.INSUFFICIENT;
    Measured mirrored = new Measured(-m.value(), -m.high(), -m.low(), m.n());
    Integer needed =
        outcome == GateOutcome.INSUFFICIENT ? positive(mirrored.neededAbove(-most)) : null;
    return new GateRule(
        GateRules.FLOOR,
        null,
        v.metric(),
        outcome,
        m.value(),
        m.high(),
        most,
        m.n(),
        needed,
        sentence(where(null, v.metric()), m, "at most " + most, outcome, needed));
  }

  /** At least what all right samples would take; more if some are wrong. */
  private static @Nullable Integer needed(Metric metric, Measured m, double floor) {
    int allRight = metric == Metric.ACCURACY ? FewestSamples.forFloor(floor) : 0;
    if (m.n() == 0 || m.value() == 1) {
      return positive(allRight);
    }
    int atThisRate = m.neededAbove(floor);
    return atThisRate == 0 ? null : Integer.valueOf(Math.max(atThisRate, allRight));
  }

  static @Nullable Integer positive(int number) {
    return number > 0 ? number : null;
  }

  private static String sentence(
      String where, Measured m, String demand, GateOutcome outcome, @Nullable Integer needed) {
    if (m.n() == 0) {
      return "%s: no samples, so %s is not shown%s".formatted(where, demand, takes(needed));
    }
    String measured =
        "%s is %s of %d samples (95 %% from %s to %s): "
            .formatted(where, share(m.value()), m.n(), share(m.low()), share(m.high()));
    return measured
        + switch (outcome) {
          case PASS -> demand + " is shown";
          case FAIL -> demand + " is refuted";
          case INSUFFICIENT -> demand + " is neither shown nor refuted" + takes(needed);
        };
  }

  private static String takes(@Nullable Integer needed) {
    return needed == null ? "" : "; it takes about %d samples".formatted(needed);
  }
}
