package dev.gyre.scoring.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.discovery.Condition.AtLeast;
import dev.gyre.scoring.discovery.Condition.Below;
import dev.gyre.scoring.discovery.Condition.IsFalse;
import dev.gyre.scoring.discovery.Condition.IsTrue;
import dev.gyre.scoring.discovery.Condition.TextIs;
import dev.gyre.scoring.discovery.Condition.Within;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleTests {

  @Test
  void saysItInWordsAndAsAFilter() {
    Rule rule = new Rule(List.of(new Below("object_area", 400), new IsTrue("night")));
    assertThat(rule.words()).isEqualTo("night and object area < 400");
    assertThat(rule.words(Map.of("object_area", new FieldLabel("object area", "px²"))))
        .isEqualTo("night and object area < 400 px²");
    assertThat(rule.cel()).isEqualTo("sample.night && sample.object_area < 400.0");

    Rule other = new Rule(List.of(new Within("distance", 10, 20.5), new TextIs("weather", "fog")));
    assertThat(other.words(Map.of("distance", new FieldLabel("distance", "m"))))
        .isEqualTo("distance from 10 to below 20.5 m and weather is fog");
    assertThat(other.cel())
        .isEqualTo(
            "sample.distance >= 10.0 && sample.distance < 20.5 && sample.weather == \"fog\"");
    assertThat(other.parts()).isEqualTo(3);

    Rule negated = new Rule(List.of(new IsFalse("rain"), new AtLeast("slope", -5)));
    assertThat(negated.words()).isEqualTo("not rain and slope ≥ -5");
    assertThat(negated.cel()).isEqualTo("sample.rain == false && sample.slope >= -5.0");
  }

  @Test
  void aTextCannotLeaveItsQuotes() {
    assertThat(new TextIs("a", "x\" || true || \"\\\n").cel())
        .isEqualTo("sample.a == \"x\\\" || true || \\\"\\\\\\n\"");
    assertThat(new TextIs("a", "\u0007").cel()).isEqualTo("sample.a == \"\\u0007\"");
  }

  @Test
  void anAbsentFieldMakesEveryConditionFalse() {
    List<Condition> all =
        List.of(
            new IsTrue("f"),
            new IsFalse("f"),
            new TextIs("f", ""),
            new Below("f", 1),
            new AtLeast("f", -1),
            new Within("f", -1, 1));
    assertThat(all).noneMatch(condition -> condition.holds(null));
    assertThat(all.stream().filter(condition -> condition.holds(new Fact.Flag(false))))
        .containsExactly(new IsFalse("f"));
    assertThat(all.stream().filter(condition -> condition.holds(new Fact.Quantity(0)))).hasSize(3);
  }

  @Test
  void aCutHasNoMoreDigitsThanItNeeds() {
    assertThat(ConditionSpace.shortest(399, 400)).isEqualTo(400);
    assertThat(ConditionSpace.shortest(19.93, 20.02)).isEqualTo(20);
    assertThat(ConditionSpace.shortest(-1.26, -1.24)).isEqualTo(-1.24);
    assertThat(ConditionSpace.shortest(-3, 5)).isZero();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 1_000; i++) {
      double below = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-9, 9));
      double at = i % 2 == 0 ? Math.nextUp(below) : below + random.nextDouble();
      assertThat(ConditionSpace.shortest(below, at)).isGreaterThan(below).isLessThanOrEqualTo(at);
    }
  }

  @Test
  void fewValuesAreCutBetweenAllAndManyAtTheirTwentieths() {
    SplittableRandom random = new SplittableRandom(4);
    assertThat(cuts(i -> i % 3)).containsExactly(1.0, 2.0);
    assertThat(cuts(i -> 7)).isEmpty();
    assertThat(cuts(i -> Math.max(0, i - 395))).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(cuts(i -> random.nextDouble())).hasSize(19);
    // Half of the values are alike, the others all differ.
    assertThat(cuts(i -> i % 2 == 0 ? 0 : random.nextDouble())).hasSizeBetween(10, 11);
  }

  // Worked out by hand from Holm's step-down rule.
  @Test
  void adjustsByHolmsStepDown() {
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    assertThat(Holm.adjust(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }

  @Test
  void signFlipsOfFiveGroupsAreCountedExactly() {
    // Five groups fail wholly where the rule holds, five nowhere: all ten contributions are alike,
    // and of 1,024 sign patterns one is as large.
    List<ExposedSample> samples =
        IntStream.range(0, 10)
            .mapToObj(i ->
                new ExposedSample(
                    "s" + i, "s" + i, 1, i < 5, Map.of("night", new Fact.Flag(i < 5))))
            .toList();
    Half half = new Half(samples);
    long[] night = half.covered(new IsTrue("night"));
    assertThat(half.pValue(night, Bits.all(10), 3)).isCloseTo(1 / 1_024.0, within(0.001));
    assertThat(half.pValue(half.covered(new IsFalse("night")), Bits.all(10), 3)).isEqualTo(1);
    RuleEvidence evidence = half.evidence(night, Bits.all(10));
    assertThat(evidence.difference()).isEqualTo(1);
    // Ten contributions of 0.1: 1 − t(0.95, 4) √0.1
    assertThat(evidence.lower()).isCloseTo(1 - 2.131847 * Math.sqrt(0.1), within(1e-6));
  }

  private static List<Double> cuts(IntToDoubleFunction value) {
    List<ExposedSample> samples = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Map<String, Fact> facts = new HashMap<>();
      facts.put("f", new Fact.Quantity(value.applyAsDouble(i)));
      samples.add(new ExposedSample("s" + i, "s" + i, 1, false, facts));
    }
    return ConditionSpace.of(samples).stream()
        .filter(Below.class::isInstance)
        .map(condition -> ((Below) condition).cut())
        .toList();
  }
}
