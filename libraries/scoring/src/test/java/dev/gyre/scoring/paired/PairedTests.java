package dev.gyre.scoring.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTests {

  // scipy 1.17.1: score statistic with the constrained likelihood maximised numerically, brentq
  @ParameterizedTest
  @CsvSource({
    "0, 2, 50, -0.1139002",
    "11, 1, 48, 0.1034564",
    "0, 0, 35, -0.0717545",
    "0, 1, 35, -0.1183970",
    "0, 2, 35, -0.1587463",
    "0, 3, 35, -0.1961065",
    "0, 0, 300, -0.0089379",
    "0, 3, 300, -0.0247558",
    "5, 5, 100, -0.0570860",
    "3, 9, 60, -0.2008558",
    "20, 0, 40, 0.3741491",
  })
  void tangoAgreesWithNumericMaximisation(int fixed, int broken, int n, double lower) {
    assertThat(TangoBound.lower(new PairedCounts(fixed, broken, n), 0.95))
        .isCloseTo(lower, within(2e-6));
    assertThat(TangoBound.upper(new PairedCounts(broken, fixed, n), 0.95))
        .isCloseTo(-lower, within(2e-6));
  }

  // scipy 1.17.1 binomtest; 12:3 two-sided also statsmodels 0.15.0 mcnemar(exact=True)
  @ParameterizedTest
  @CsvSource({
    "7, 0, 0.0078125, 0.015625",
    "10, 1, 0.005859375, 0.01171875",
    "6, 0, 0.015625, 0.03125",
    "9, 1, 0.0107421875, 0.021484375",
    "12, 3, 0.017578125, 0.03515625",
    "20, 20, 0.5626853438097896, 1",
    "0, 0, 1, 1",
  })
  void discordantTestAgreesWithScipy(int fixed, int broken, double greater, double twoSided) {
    PairedCounts counts = new PairedCounts(fixed, broken, 100);
    assertThat(DiscordantTest.superiority(counts)).isCloseTo(greater, within(1e-12));
    assertThat(DiscordantTest.difference(counts)).isCloseTo(twoSided, within(1e-9));
  }

  @Test
  void planGivesTheMeasuredMargins() {
    int[] sizes = {35, 50, 100, 300};
    double[][] margins = {
      {.072, .118, .159, .196},
      {.051, .085, .114, .141},
      {.026, .044, .059, .073},
      {.009, .015, .020, .025}
    };
    for (int i = 0; i < sizes.length; i++) {
      for (int broken = 0; broken < 4; broken++) {
        assertThat(NonInferiority.smallestMargin(sizes[i], broken, 0.95))
            .isCloseTo(margins[i][broken], within(6e-4));
      }
    }
    assertThat(NonInferiority.provable(50, 0.05, 0.95)).isFalse();
    int fewest = NonInferiority.fewestPairs(0.05, 0, 0.95);
    assertThat(NonInferiority.provable(fewest, 0.05, 0.95)).isTrue();
    assertThat(NonInferiority.provable(fewest - 1, 0.05, 0.95)).isFalse();
    assertThat(DiscordantTest.fewestFixed(0, 0.01)).isEqualTo(7);
    assertThat(DiscordantTest.fewestFixed(1, 0.01)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 50, 0.05, INSUFFICIENT",
    "0, 0, 60, 0.05, PASS",
    "0, 2, 50, 0.15, PASS",
    "0, 4, 50, 0.15, FAIL",
    "2, 4, 50, 0.10, INSUFFICIENT",
    "0, 0, 0, 0.15, INSUFFICIENT",
  })
  void nonInferiorityIsPassFailOrInsufficient(
      int fixed, int broken, int n, double margin, Verdict verdict) {
    NonInferiority judged =
        NonInferiority.judge(pairs(fixed, broken, n - fixed - broken), margin, 0.95);
    assertThat(judged.verdict()).isEqualTo(verdict);
  }

  @Test
  void superiorityIsInsufficientWhenNoCandidateCouldPass() {
    assertThat(Superiority.judge(pairs(7, 0, 30), 0.01).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Superiority.judge(pairs(6, 0, 30), 0.01).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(Superiority.judge(pairs(8, 4, 30), 0.01).verdict()).isEqualTo(Verdict.FAIL);
    List<PairedOutcome> sixOfNine = new ArrayList<>(pairs(6, 0, 30).outcomes());
    for (int i = 0; i < 3; i++) {
      sixOfNine.add(PairedOutcome.of("still wrong " + i, false, false));
    }
    Superiority judged = Superiority.judge(new PairedOutcomes(sixOfNine), 0.01);
    assertThat(judged.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(judged.shortage()).startsWith("6 changed");
    assertThat(Superiority.judge(PairedOutcomes.none(), 0.01).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void copiesOfASampleProveNothingMore() {
    List<PairedOutcome> copied = new ArrayList<>();
    for (int copy = 0; copy < 10; copy++) {
      copied.add(new PairedOutcome("copy-" + copy, "one-drive", false, true));
    }
    PairedOutcomes pairs = new PairedOutcomes(copied);
    assertThat(pairs.counts()).isEqualTo(new PairedCounts(10, 0, 10));
    assertThat(pairs.groupCounts()).isEqualTo(new PairedCounts(1, 0, 1));
    assertThat(Superiority.judge(pairs, 0.01).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(NonInferiority.judge(pairs, 0.15, 0.95).verdict()).isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void manyBrokenFramesOfOneDriveAreSeenByTheGroupBootstrap() {
    List<PairedOutcome> outcomes = new ArrayList<>();
    for (int drive = 0; drive < 60; drive++) {
      int frames = drive == 0 ? 60 : 2;
      for (int frame = 0; frame < frames; frame++) {
        outcomes.add(new PairedOutcome("f" + drive + "-" + frame, "d" + drive, true, drive != 0));
      }
    }
    NonInferiority judged = NonInferiority.judge(new PairedOutcomes(outcomes), 0.15, 0.95);
    assertThat(judged.groups()).isEqualTo(new PairedCounts(0, 1, 60));
    assertThat(judged.lower()).isLessThan(-0.3);
    assertThat(judged.verdict()).isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void refusesASampleTwice() {
    PairedOutcome outcome = PairedOutcome.of("a", true, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PairedOutcomes(List.of(outcome, outcome)))
        .withMessageContaining("1 of 2");
  }

  private static PairedOutcomes pairs(int fixed, int broken, int same) {
    List<PairedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      outcomes.add(PairedOutcome.of("f" + i, false, true));
    }
    for (int i = 0; i < broken; i++) {
      outcomes.add(PairedOutcome.of("b" + i, true, false));
    }
    for (int i = 0; i < same; i++) {
      outcomes.add(PairedOutcome.of("s" + i, true, true));
    }
    return new PairedOutcomes(outcomes);
  }
}
