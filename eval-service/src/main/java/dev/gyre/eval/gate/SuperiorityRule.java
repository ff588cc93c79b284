package dev.gyre.eval.gate;

import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.project.Metric;
import dev.gyre.scoring.paired.DiscordantTest;
import dev.gyre.scoring.paired.Superiority;
import java.util.Locale;

/**
 * Better than the champion on a slice, as the comparison has judged it. The evidence is
 * insufficient too if samples of a frozen slice are not in the test split.
 */
final class SuperiorityRule {

  private static final double LEVEL = Superiority.LEVEL;
  private static final int FEWEST = DiscordantTest.fewestFixed(0, LEVEL);

  private SuperiorityRule() {}

  static GateRule withoutChampion(String slice) {
    return rule(
        slice,
        GateOutcome.INSUFFICIENT,
        new Tested(0, 0),
        "'%s': there is no champion that the candidate could be better than".formatted(slice));
  }

  static GateRule of(SliceFlips s) {
    GateOutcome outcome = s.absent() == 0 ? s.better() : GateOutcome.INSUFFICIENT;
    return rule(s.slice(), outcome, new Tested(s.pValueBetter(), s.flips().n()), sentence(s));
  }

  private record Tested(double pValue, int n) {}

  private static GateRule rule(String slice, GateOutcome outcome, Tested tested, String sentence) {
    return new GateRule(
        GateRules.SUPERIORITY,
        slice,
        Metric.ACCURACY,
        outcome,
        tested.pValue(),
        null,
        LEVEL,
        tested.n(),
        outcome == GateOutcome.INSUFFICIENT ? Integer.valueOf(FEWEST) : null,
        sentence);
  }

  private static String sentence(SliceFlips s) {
    String measured =
        String.format(
            Locale.ROOT,
            "'%s': %d fixed and %d broken of %d, p = %.4f against %s",
            s.slice(),
            s.flips().fixed(),
            s.flips().broken(),
            s.flips().n(),
            s.pValueBetter(),
            LEVEL);
    if (s.absent() > 0) {
      return measured
          + "; %d samples of the slice are not in the test split, so it is not judged as a whole"
              .formatted(s.absent());
    }
    return s.better() == GateOutcome.INSUFFICIENT
        ? measured
            + "; the champion is wrong on %d, and nobody can show to be better with fewer than %d that change"
                .formatted(s.fixable(), FEWEST)
        : measured;
  }
}
