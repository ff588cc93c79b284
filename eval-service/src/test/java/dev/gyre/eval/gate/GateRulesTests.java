package dev.gyre.eval.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Comparison;
import dev.gyre.api.eval.ComparisonId;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.Flips;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.project.Budgets;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.Proportions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateRulesTests {

  private static final DatasetRef DATASET = new DatasetRef("digits", 1);
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  private static TaskContract contract(
      List<MetricRule> metrics, List<SliceRule> slices, @Nullable Budgets budgets) {
    return new TaskContract(
        TaskKind.CLASSIFICATION,
        List.of("a", "b"),
        List.of(new StreamSpec("image", "image", true, null)),
        List.of(),
        List.of(),
        Rightness.CLASS_EQUAL,
        metrics,
        slices,
        0.1,
        InsufficientEvidence.REFUSE,
        budgets);
  }

  private static Evaluation evaluation(int right, int n, int rejected, SliceValue... slices) {
    Interval wilson = Proportions.wilson(right, n, 0.95);
    return new Evaluation(
        EvaluationId.next(),
        new ModelRef("m", 2),
        DATASET,
        Split.TEST,
        PredictionSetId.next(),
        1,
        EvaluationState.DONE,
        List.of("a", "b"),
        List.of(
            new MetricValue(
                Metric.ACCURACY, wilson.estimate(), wilson.low(), wilson.high(), "wilson", n, n),
            new MetricValue(Metric.CALIBRATION_ERROR, 0.05, 0.02, 0.08, "bca_bootstrap", n, n)),
        List.of(slices),
        List.of(),
        List.of(),
        rejected,
        NOW);
  }

  private static Comparison comparison(double lower, double upper, SliceFlips... slices) {
    return new Comparison(
        ComparisonId.next(),
        EvaluationId.next(),
        EvaluationId.next(),
        DATASET,
        Split.TEST,
        new Flips(90, 5, 5, 0, 1),
        List.of(new MetricDifference(Metric.ACCURACY, 0.9, 0.9, 0, lower, upper)),
        List.of(slices),
        NOW);
  }

  private static SliceFlips proof(GateOutcome better, int absent) {
    return new SliceFlips(
        "proof",
        SliceId.next(),
        null,
        new Flips(20, 7, 0, 2, 1 / 128.0),
        0,
        1,
        1 / 128.0,
        9,
        better,
        absent);
  }

  private static List<GateRule> judge(
      TaskContract contract,
      Evaluation evaluation,
      @Nullable Comparison comparison,
      String... superior) {
    return new GateRules(new GateFacts(contract, evaluation, comparison, 1000, List.of(superior)))
        .judge();
  }

  private static GateRule only(List<GateRule> rules, String rule) {
    return rules.stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static List<MetricRule> floor(double floor) {
    return List.of(new MetricRule(Metric.ACCURACY, floor, null));
  }

  private static final List<MetricRule> MARGIN =
      List.of(new MetricRule(Metric.ACCURACY, null, 0.02));

  @Test
  void aFloorLooksAtTheNearEndOfTheInterval() {
    // 285 of 300: 0.95, from 0.919 to 0.969.
    GateRule passed =
        only(judge(contract(floor(0.9), List.of(), null), evaluation(285, 300, 0), null), "floor");
    assertThat(passed.outcome()).isEqualTo(GateOutcome.PASS);
    assertThat(passed.bound()).isNotNull().isBetween(0.918, 0.920);
    assertThat(passed.sentence())
        .isEqualTo(
            "accuracy is 0.950 of 300 samples (95 % from 0.919 to 0.969): at least 0.9 is shown");

    GateRule open =
        only(judge(contract(floor(0.94), List.of(), null), evaluation(285, 300, 0), null), "floor");
    assertThat(open.outcome()).isEqualTo(GateOutcome.INSUFFICIENT);
    assertThat(open.needed()).isNotNull().isGreaterThan(300);

    GateRule failed =
        only(judge(contract(floor(0.98), List.of(), null), evaluation(285, 300, 0), null), "floor");
    assertThat(failed.outcome()).isEqualTo(GateOutcome.FAIL);
    assertThat(failed.needed()).isNull();
  }

  @Test
  void allRightOfTooFewIsInsufficientAndSaysHowManyItTakes() {
    GateRule rule =
        only(judge(contract(floor(0.95), List.of(), null), evaluation(40, 40, 0), null), "floor");
    assertThat(rule.outcome()).isEqualTo(GateOutcome.INSUFFICIENT);
    // n / (n + 3.8415) >= 0.95
    assertThat(rule.needed()).isEqualTo(73);
  }

  @Test
  void aFloorOfACalibrationErrorIsTheMost() {
    Evaluation evaluation = evaluation(90, 100, 0);
    assertThat(
            only(
                    judge(
                        contract(
                            List.of(new MetricRule(Metric.CALIBRATION_ERROR, 0.1, null)),
                            List.of(),
                            null),
                        evaluation,
                        null),
                    "floor")
                .outcome())
        .isEqualTo(GateOutcome.PASS);
    assertThat(
            only(
                    judge(
                        contract(
                            List.of(new MetricRule(Metric.CALIBRATION_ERROR, 0.06, null)),
                            List.of(),
                            null),
                        evaluation,
                        null),
                    "floor")
                .outcome())
        .isEqualTo(GateOutcome.INSUFFICIENT);
    assertThat(
            only(
                    judge(
                        contract(
                            List.of(new MetricRule(Metric.CALIBRATION_ERROR, 0.01, null)),
                            List.of(),
                            null),
                        evaluation,
                        null),
                    "floor")
                .outcome())
        .isEqualTo(GateOutcome.FAIL);
  }

  @Test
  void aMarginPassesAboveItFailsWhereALossIsShownAndIsElseOpen() {
    TaskContract contract = contract(MARGIN, List.of(), null);
    Evaluation evaluation = evaluation(90, 100, 0);
    assertThat(only(judge(contract, evaluation, comparison(-0.01, 0.03)), "margin").outcome())
        .isEqualTo(GateOutcome.PASS);
    assertThat(only(judge(contract, evaluation, comparison(-0.05, 0.03)), "margin").outcome())
        .isEqualTo(GateOutcome.INSUFFICIENT);
    assertThat(only(judge(contract, evaluation, comparison(-0.05, -0.01)), "margin").outcome())
        .isEqualTo(GateOutcome.FAIL);
  }

  @Test
  void withoutAChampionAMarginHoldsAndSuperiorityIsInsufficient() {
    List<GateRule> rules =
        judge(contract(MARGIN, List.of(), null), evaluation(90, 100, 0), null, "proof");
    assertThat(only(rules, "margin").outcome()).isEqualTo(GateOutcome.PASS);
    assertThat(only(rules, "superiority").outcome()).isEqualTo(GateOutcome.INSUFFICIENT);
  }

  @Test
  void slicesAreJudgedByClassAndByNameEachWithItsOwnRule() {
    TaskContract contract =
        contract(
            floor(0.5),
            List.of(
                new SliceRule("digit", null, 0.8, null),
                new SliceRule("night", "sample.night", null, 0.1)),
            null);
    Evaluation evaluation =
        evaluation(
            90,
            100,
            0,
            new SliceValue("digit", "a", 50, 50, 1, 0.93, 1, 50, 0, 0, null),
            new SliceValue("digit", "b", 50, 30, 0.6, 0.46, 0.72, 30, 0, 20, null),
            new SliceValue("night", null, 0, 0, 0, 0, 1, 0, 0, 0, null));
    SliceFlips night =
        new SliceFlips(
            "night",
            null,
            null,
            new Flips(0, 0, 0, 0, 1),
            -1,
            1,
            1,
            0,
            GateOutcome.INSUFFICIENT,
            0);
    List<GateRule> rules = judge(contract, evaluation, comparison(0, 0.1, night));
    assertThat(rules)
        .extracting(GateRule::rule, GateRule::slice, GateRule::outcome)
        .contains(
            tuple("floor", "digit a", GateOutcome.PASS),
            tuple("floor", "digit b", GateOutcome.FAIL),
            tuple("margin", "night", GateOutcome.INSUFFICIENT));
    GateRule open = only(rules, "margin");
    assertThat(open.n()).isZero();
    assertThat(open.needed()).isNotNull().isPositive();
  }

  @Test
  void superiorityIsWhatTheComparisonSays() {
    TaskContract contract = contract(MARGIN, List.of(), null);
    for (GateOutcome better : GateOutcome.values()) {
      assertThat(superiority(contract, evaluation(90, 100, 0), proof(better, 0))).isEqualTo(better);
    }
  }

  @Test
  void aProofSliceThatIsNotWhollyInTheTestSplitProvesNothing() {
    assertThat(
            superiority(
                contract(MARGIN, List.of(), null),
                evaluation(90, 100, 0),
                proof(GateOutcome.PASS, 2)))
        .isEqualTo(GateOutcome.INSUFFICIENT);
  }

  private static GateOutcome superiority(
      TaskContract contract, Evaluation evaluation, SliceFlips proof) {
    return only(judge(contract, evaluation, comparison(0, 0.1, proof), "proof"), "superiority")
        .outcome();
  }

  @Test
  void budgetsBoundTheSizeAndAnUnmeasuredLatencyIsNoPass() {
    Budgets budgets = new Budgets(999L, new Budgets.Latency(Duration.ofMillis(50), 99));
    List<GateRule> rules =
        judge(contract(MARGIN, List.of(), budgets), evaluation(90, 100, 0), null);
    assertThat(only(rules, "model_size").outcome()).isEqualTo(GateOutcome.FAIL);
    assertThat(only(rules, "latency").outcome()).isEqualTo(GateOutcome.INSUFFICIENT);
    assertThat(only(rules, "latency").sentence()).contains("was not measured");
    assertThat(only(rules, "latency").n()).isZero();
  }

  @Test
  void aSampleWithoutPredictionFailsTheCandidate() {
    GateRule rule =
        only(judge(contract(MARGIN, List.of(), null), evaluation(90, 100, 3), null), "complete");
    assertThat(rule.outcome()).isEqualTo(GateOutcome.FAIL);
    assertThat(rule.n()).isEqualTo(103);
  }

  @Test
  void theContractSaysWhatInsufficientEvidenceComesToExceptForSuperiority() {
    GateRule open =
        only(judge(contract(floor(0.95), List.of(), null), evaluation(40, 40, 0), null), "floor");
    assertThat(GateRules.outcome(List.of(open), InsufficientEvidence.REFUSE))
        .isEqualTo(GateOutcome.INSUFFICIENT);
    assertThat(GateRules.outcome(List.of(open), InsufficientEvidence.PASS))
        .isEqualTo(GateOutcome.PASS);
    GateRule unproven =
        only(
            judge(contract(MARGIN, List.of(), null), evaluation(90, 100, 0), null, "proof"),
            "superiority");
    assertThat(GateRules.outcome(List.of(unproven), InsufficientEvidence.PASS))
        .isEqualTo(GateOutcome.INSUFFICIENT);
    GateRule failed =
        only(judge(contract(floor(0.99), List.of(), null), evaluation(90, 100, 0), null), "floor");
    assertThat(GateRules.outcome(List.of(open, failed), InsufficientEvidence.PASS))
        .isEqualTo(GateOutcome.FAIL);
  }

  @Test
  void theFewestSamplesAreThoseThatAPerfectCandidateNeeds() {
    assertThat(FewestSamples.forFloor(0.95)).isEqualTo(73);
    assertThat(FewestSamples.forFloor(1)).isZero();
    assertThat(FewestSamples.forMargin(0)).isZero();
    // The measured bound: n 50 proves margins above 0.051.
    assertThat(FewestSamples.forMargin(0.0514)).isBetween(49, 51);
    assertThat(FewestSamples.forMargin(1)).isEqualTo(1);
  }
}
