package dev.gyre.eval.gate;

import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.project.Metric;
import dev.gyre.scoring.paired.DiscordantTest;
import java.util.Locale;

/**
 * Better than the champion on a slice, by the exact one-sided test on the groups that changed. The
 * evidence is insufficient if the champion is wrong on too few for anybody to pass, and if samples
 * of a frozen slice are not in the test split.
 */
final class SuperiorityRule {

  static final double LEVEL = 0.01;

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
    boolean shown = s.pValueBetter() <= LEVEL;
    boolean possible = s.fixable() >= FEWEST;
    GateOutcome outcome =
        shown
            ? s.absent() == 0 ? GateOutcome.PASS : GateOutcome.INSUFFICIENT
            : possible && s.absent() == 0 ? GateOutcome.FAIL : GateOutcome.INSUFFICIENT;
    return rule(
        s.slice(), outcome, new Tested(s.pValueBetter(), s.flips().n()), sentence(s, possible));
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

  private static String sentence(SliceFlips s, boolean possible) {
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
    return possible
        ? measured
        : measured
            + "; the champion is wrong on %d, and nobody can show to be better with fewer than %d"
                .formatted(s.fixable(), FEWEST);
  }
}
