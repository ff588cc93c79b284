package dev.gyre.scoring.proof;

import dev.gyre.scoring.evidence.RateTest;
import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.paired.DiscordantTest;
import dev.gyre.scoring.paired.NonInferiority;
import java.util.Locale;
import java.util.OptionalInt;

/** The arithmetic of {@code --plan}: what each rule needs and what can never pass. */
public final class ProofPlan {

  private ProofPlan() {}

  /** A floor under a proportion, judged by Wilson's lower limit. */
  public static PlanLine floor(String subject, int n, double floor, double level) {
    OptionalInt needed = n < 1 ? OptionalInt.empty() : Proportions.fewestSuccesses(n, floor, level);
    return new PlanLine(
        subject,
        n,
        needed.isPresent(),
        needed.isPresent()
            ? String.format(
                Locale.ROOT, "floor %s: takes %d right of %d", floor, needed.getAsInt(), n)
            : String.format(
                Locale.ROOT, "floor %s: not provable with %d cases, even all right", floor, n));
  }

  /** A margin against the champion on one slice. */
  public static PlanLine margin(String subject, int n, double margin, double confidence) {
    int needed = NonInferiority.fewestPairs(margin, 0, confidence);
    if (!NonInferiority.provable(n, margin, confidence)) {
      return new PlanLine(
          subject,
          n,
          false,
          String.format(
              Locale.ROOT, "margin %s: not provable with %d cases; takes %d", margin, n, needed));
    }
    int broken = 0;
    while (broken < n && NonInferiority.smallestMargin(n, broken + 1, confidence) < margin) {
      broken++;
    }
    return new PlanLine(
        subject,
        n,
        true,
        String.format(Locale.ROOT, "margin %s: passes with at most %d net broken", margin, broken));
  }

  /**
   * Superiority on the proof part.
   *
   * @param championWrong proof samples on which the champion is expected to be wrong
   */
  public static PlanLine superiority(int championWrong, double level) {
    int needed = DiscordantTest.fewestFixed(0, level);
    return new PlanLine(
        "proof part",
        championWrong,
        championWrong >= needed,
        String.format(
            Locale.ROOT,
            "better at level %s: takes %d fixed with none broken, %d with one",
            level,
            needed,
            DiscordantTest.fewestFixed(1, level)));
  }

  /** Opening of a class after so many labelled exposures. */
  public static PlanLine opening(String subject, int exposures, OpeningRules rules) {
    OptionalInt needed = rules.classTest().fewestFailures(exposures);
    return new PlanLine(
        subject,
        exposures,
        needed.isPresent(),
        needed.isPresent()
            ? String.format(Locale.ROOT, "opens at %d wrong of %d", needed.getAsInt(), exposures)
            : String.format(Locale.ROOT, "cannot open within %d exposures", exposures));
  }

  /** Recurrence over so many pairs of live exposures. */
  public static PlanLine recurrence(int pairs, double threshold) {
    OptionalInt needed = new RateTest(0.5, threshold, 0).furtherFailures(0, 0);
    boolean provable = needed.isPresent() && needed.getAsInt() <= pairs;
    return new PlanLine(
        "live",
        pairs,
        provable,
        String.format(Locale.ROOT, "takes %d fixed pairs with none broken", needed.orElse(-1)));
  }
}
