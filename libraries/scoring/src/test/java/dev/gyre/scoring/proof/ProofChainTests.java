package dev.gyre.scoring.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.paired.PairedCounts;
import dev.gyre.scoring.paired.PairedOutcome;
import dev.gyre.scoring.paired.PairedOutcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofChainTests {

  private static final ProofRules RULES = ProofRules.of(0.02, 0.15);
  private static final PairedOutcomes BETTER = pairs(11, 1, 36);
  private static final PairedOutcomes WHOLE = pairs(20, 4, 426);
  private static final List<JudgedExposure> MANY_WRONG = exposures("b", 16, 24);
  private static final List<JudgedExposure> FEW_WRONG = exposures("a", 0, 36);

  @Test
  void closesWithTheWholeChain() {
    ClosingDecision decision = judge(BETTER, Set.of(), slices(pairs(1, 1, 51)), FEW_WRONG);
    assertThat(decision.closes()).isTrue();
    assertThat(decision.missing()).isEmpty();
    assertThat(decision.links()).hasSize(5);
    assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void refusesAProofSampleThatWasTrainedOnByName() {
    ClosingDecision decision =
        judge(BETTER, Set.of("sample-17"), slices(pairs(1, 1, 51)), FEW_WRONG);
    assertThat(decision.closes()).isFalse();
    assertThat(decision.missing().getFirst().kind()).isEqualTo(ProofLink.Kind.HELD_OUT);
    assertThat(decision.missing().getFirst().sentence()).contains("sample-17");
  }

  @Test
  void feedbackThatStopsClosesNothing() {
    ClosingDecision decision = judge(BETTER, Set.of(), slices(pairs(1, 1, 51)), List.of());
    assertThat(decision.closes()).isFalse();
    assertThat(decision.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(decision.missing())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.kind()).isEqualTo(ProofLink.Kind.RECURRENCE);
          assertThat(link.sentence()).contains("7 more fixes");
        });
  }

  @Test
  void anotherSliceThatGotWorseKeepsItOpen() {
    ClosingDecision decision = judge(BETTER, Set.of(), slices(pairs(0, 9, 44)), FEW_WRONG);
    assertThat(decision.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(decision.missing())
        .singleElement()
        .satisfies(link -> assertThat(link.subject()).isEqualTo("digit 1"));
  }

  @Test
  void tooSmallASliceIsInsufficientAndSaysWhatItTakes() {
    ClosingDecision decision = judge(BETTER, Set.of(), slices(pairs(0, 0, 10)), FEW_WRONG);
    assertThat(decision.verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(decision.missing().getFirst().sentence()).contains("it takes 16");
  }

  @Test
  void emptyEvidenceClosesNothing() {
    ClosingDecision decision =
        ProofChain.judge(
            new ProofEvidence(
                PairedOutcomes.none(),
                new TreeSet<>(),
                slices(PairedOutcomes.none()),
                PairedOutcomes.none(),
                List.of(),
                List.of()),
            RULES);
    assertThat(decision.missing()).hasSize(4);
    assertThat(decision.verdict()).isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void linksCarryTheirNumbers() {
    ProofLink superiority =
        judge(BETTER, Set.of(), slices(pairs(1, 1, 51)), FEW_WRONG).links().get(1);
    assertThat(superiority.pairs()).isEqualTo(new PairedCounts(11, 1, 48));
    assertThat(superiority.measured()).isCloseTo(13 / 4096.0, within(1e-12));
    assertThat(superiority.required()).isEqualTo(0.01);
    assertThat(superiority.sentence())
        .isEqualTo(
            "Proof part: 11 fixed and 1 broken of 48, p = 0.0032 against 0.01: the candidate is"
                + " better.");
  }

  @Test
  void recurrencePairsTheIthBeforeWithTheIthAfter() {
    assertThat(Recurrence.judge(new PairedCounts(7, 0, 36), 20).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Recurrence.judge(new PairedCounts(6, 0, 36), 20).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(Recurrence.judge(new PairedCounts(10, 1, 36), 20).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Recurrence.judge(new PairedCounts(12, 2, 36), 20).verdict()).isEqualTo(Verdict.PASS);
    assertThat(Recurrence.judge(new PairedCounts(11, 2, 36), 20).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(Recurrence.judge(new PairedCounts(0, 8, 36), 20).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Recurrence.judge(MANY_WRONG, FEW_WRONG, 20).pairs())
        .isEqualTo(new PairedCounts(16, 0, 36));
  }

  @Test
  void exposuresOfOneDriveCountOnce() {
    List<JudgedExposure> drive = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      drive.add(new JudgedExposure("e" + i, "one-drive", false));
    }
    assertThat(Recurrence.judge(drive, FEW_WRONG, 20).pairs()).isEqualTo(new PairedCounts(1, 0, 1));
  }

  @Test
  void theProofPartIsAUniformHalfByGroup() {
    PartDraw draw = PartDraw.half();
    int proof = 0;
    int harvested = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean here = draw.of("group-" + i, false) == HarvestPart.PROOF;
      boolean chosen = new UnitDraw("harvest").of("group-" + i) < 0.5;
      proof += here ? 1 : 0;
      harvested += here && chosen ? 1 : 0;
      assertThat(draw.of("group-" + i, true)).isEqualTo(HarvestPart.TRAINING);
    }
    assertThat(proof).isBetween(4_800, 5_200); // 4 standard deviations
    assertThat(harvested).isBetween(2_300, 2_700); // draws for two purposes are independent
  }

  /** Recorded: another draw would move what is divided already, in every installation. */
  @Test
  void theProofPartStaysAsItIs() {
    String parts =
        IntStream.range(0, 16)
            .mapToObj(i -> PartDraw.half().of("group-" + i, false) == HarvestPart.PROOF ? "P" : "T")
            .collect(Collectors.joining());
    assertThat(parts).isEqualTo("TTTTTTPTPTTPPTPP");
  }

  @Test
  void planSaysWhatCannotBeProven() {
    PlanLine small = ProofPlan.margin("digit 1", 45, 0.05, 0.95);
    assertThat(small.provable()).isFalse();
    assertThat(small.sentence()).isEqualTo("margin 0.05: not provable with 45 cases; takes 52");
    assertThat(ProofPlan.margin("digit 1", 53, 0.15, 0.95).sentence())
        .endsWith("passes with at most 3 net broken");
    assertThat(ProofPlan.superiority(6, 0.01).provable()).isFalse();
    assertThat(ProofPlan.superiority(7, 0.01).sentence())
        .contains("7 fixed with none broken, 10 with one");
    assertThat(ProofPlan.recurrence(6, 20).provable()).isFalse();
    assertThat(ProofPlan.opening("8", 40, OpeningRules.of(0.1, 10)).sentence())
        .isEqualTo("opens at 13 wrong of 40");
    assertThat(ProofPlan.floor("overall", 300, 0.95, 0.95).provable()).isTrue();
    assertThat(ProofPlan.floor("overall", 20, 0.95, 0.95).provable()).isFalse();
  }

  private static ClosingDecision judge(
      PairedOutcomes proof,
      Set<String> trained,
      SortedMap<String, PairedOutcomes> slices,
      List<JudgedExposure> after) {
    return ProofChain.judge(
        new ProofEvidence(proof, new TreeSet<>(trained), slices, WHOLE, MANY_WRONG, after), RULES);
  }

  private static SortedMap<String, PairedOutcomes> slices(PairedOutcomes pairs) {
    SortedMap<String, PairedOutcomes> slices = new TreeMap<>();
    slices.put("digit 1", pairs);
    return slices;
  }

  private static PairedOutcomes pairs(int fixed, int broken, int same) {
    List<PairedOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < fixed + broken + same; i++) {
      boolean isFixed = i < fixed;
      boolean isBroken = !isFixed && i < fixed + broken;
      outcomes.add(PairedOutcome.of("s" + i, !isFixed, !isBroken));
    }
    return new PairedOutcomes(outcomes);
  }

  private static List<JudgedExposure> exposures(String name, int wrong, int right) {
    List<JudgedExposure> exposures = new ArrayList<>();
    for (int i = 0; i < wrong + right; i++) {
      exposures.add(new JudgedExposure(name + i, name + i, i >= wrong));
    }
    return exposures;
  }
}
