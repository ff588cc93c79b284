package dev.gyre.scoring.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.discovery.DiscoveryOutcome.Found;
import dev.gyre.scoring.discovery.DiscoveryOutcome.Nothing;
import dev.gyre.scoring.discovery.DiscoveryOutcome.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class DiscoveryTests {

  @Test
  void findsThePlantedRule() {
    for (int seed = 0; seed < 10; seed++) {
      List<ExposedSample> samples = planted(seed, 0.05, 0.5);
      DiscoveryOutcome outcome = Discovery.seeded(seed).find(samples);
      assertThat(outcome.rules()).as("seed %d: %s", seed, outcome).isNotEmpty();
      DiscoveredRule top = outcome.rules().getFirst();
      double overlap =
          overlap(HalfSplit.of(samples, seed).second(), top.rule(), DiscoveryTests::nightAndSmall);
      System.out.printf(
          "planted night and small, seed %d: Jaccard %.3f held out, '%s', p %.4f, %d rules%n",
          seed, overlap, top.rule().words(), top.adjusted(), outcome.rules().size());
      assertThat(overlap).as(top.rule().words()).isGreaterThan(0.8);
      // Its p-value is the least of all, which Holm multiplies by the number of tests.
      assertThat(top.adjusted())
          .isCloseTo(((Found) outcome).tested() * top.pValue(), within(1e-12));
      assertThat(top.confirmed().rate()).isCloseTo(0.5, within(0.15));
      assertThat(top.confirmed().restRate()).isCloseTo(0.05, within(0.03));
    }
  }

  @Test
  void findsItWhereSequencesHaveRatesOfTheirOwn() {
    for (int seed = 0; seed < 5; seed++) {
      List<ExposedSample> samples =
          Streets.of(seed, 120, 20, 0, 0.2, (facts, own) -> nightAndSmall(facts) ? 0.6 : own);
      DiscoveredRule top = Discovery.seeded(seed).find(samples).rules().getFirst();
      assertThat(
              overlap(
                  HalfSplit.of(samples, seed).second(), top.rule(), DiscoveryTests::nightAndSmall))
          .as(top.rule().words())
          .isGreaterThan(0.8);
    }
  }

  @Test
  void findsTwoRulesThatAreNotTheSameFailures() {
    Predicate<Map<String, Fact>> fog = facts -> new Fact.Text("fog").equals(facts.get("weather"));
    List<ExposedSample> samples =
        Streets.of(
            3,
            160,
            20,
            0,
            0,
            (facts, own) -> nightAndSmall(facts) ? 0.6 : fog.test(facts) ? 0.25 : 0.03);
    List<String> words =
        Discovery.seeded(1).find(samples).rules().stream().map(r -> r.rule().words()).toList();
    assertThat(words).hasSizeBetween(2, 3).contains("weather is fog");
    assertThat(words.getFirst()).contains("night");
  }

  @Test
  void randomFailuresGiveARuleAtMostAtTheStatedRate() {
    assertKeepsAlpha("independent", seed -> Streets.of(seed, 60, 10, 0, 0, (f, own) -> 0.15));
  }

  @Test
  void sequencesWithRatesOfTheirOwnDoNotFoolIt() {
    assertKeepsAlpha("own rates", seed -> Streets.of(seed, 60, 10, 0, 0.6, (f, own) -> own));
  }

  @Test
  void aFewSequencesThatFailWhollyDoNotFoolIt() {
    assertKeepsAlpha(
        "few bad sequences",
        seed -> Streets.of(seed, 60, 10, 0, 1, (f, own) -> own > 0.85 ? 0.95 : 0.02));
  }

  @Test
  void saysWhyThereIsNothing() {
    assertThat(nothing(Streets.of(1, 19, 30, 0, 0, (f, own) -> 0.5)).reason())
        .isEqualTo(Reason.TOO_FEW_GROUPS);
    assertThat(nothing(Streets.of(1, 60, 10, 0, 0, (f, own) -> 0)).reason())
        .isEqualTo(Reason.TOO_FEW_FAILURES);
    assertThat(nothing(List.of()).detail()).contains("20 are needed");
    Nothing same = nothing(Streets.of(1, 60, 10, 0, 0, (f, own) -> 1));
    assertThat(same.reason()).isEqualTo(Reason.NO_RULE_STOOD_OUT);
    assertThat(nothing(Streets.of(2, 60, 10, 0, 0, (f, own) -> 0.15)).reason())
        .isEqualTo(Reason.NOT_CONFIRMED);
  }

  @Test
  void aFieldThatTellsSamplesApartExplainsNothing() {
    List<ExposedSample> samples = new ArrayList<>();
    for (ExposedSample s : Streets.of(5, 60, 10, 0, 0, (f, own) -> 0.3)) {
      Map<String, Fact> facts =
          Map.of("frame", new Fact.Text(s.sampleId()), "town", new Fact.Text("one"));
      samples.add(new ExposedSample(s.sampleId(), s.group(), 1, s.failed(), facts));
    }
    assertThat(nothing(samples).reason()).isEqualTo(Reason.NO_RULE_STOOD_OUT);
  }

  @Test
  void whatFewSequencesShareIsNoRule() {
    // Twelve sequences of a depot fail wholly; here a rule needs ten on each half.
    List<ExposedSample> samples = new ArrayList<>();
    for (ExposedSample s : Streets.of(5, 96, 10, 0, 0, (f, own) -> 0.1)) {
      int sequence = Integer.parseInt(s.group().substring("sequence-".length()));
      Map<String, Fact> facts = Map.of("depot", new Fact.Text("depot-" + sequence / 12));
      boolean failed = sequence < 12 || s.failed();
      samples.add(new ExposedSample(s.sampleId(), s.group(), 1, failed, facts));
    }
    assertThat(new Discovery(1, 0.05, 2, 20, 10, 5).find(samples))
        .isInstanceOfSatisfying(
            Nothing.class, n -> assertThat(n.reason()).isEqualTo(Reason.NO_RULE_STOOD_OUT));
  }

  @Test
  void findsAPairOfConditionsThatSayNothingAlone() {
    List<ExposedSample> samples =
        Streets.of(
            3,
            120,
            20,
            0,
            0,
            (f, own) ->
                Streets.number(f, "distance") < 41 == Streets.number(f, "object_area") < 403
                    ? 0.5
                    : 0.01);
    DiscoveredRule top = Discovery.seeded(3).find(samples).rules().getFirst();
    assertThat(top.rule().conditions())
        .extracting(Condition::field)
        .containsExactly("distance", "object_area");
    assertThat(top.confirmed().rate()).isGreaterThan(0.45);
  }

  @Test
  void aMissingFieldMakesItsConditionFalse() {
    List<ExposedSample> samples = new ArrayList<>();
    for (ExposedSample s : planted(7, 0.02, 0.9)) {
      Map<String, Fact> facts = new HashMap<>(s.facts());
      if (s.sampleId().endsWith("3")) {
        facts.remove("night");
      }
      samples.add(new ExposedSample(s.sampleId(), s.group(), 1, s.failed(), facts));
    }
    Rule rule = Discovery.seeded(7).find(samples).rules().getFirst().rule();
    assertThat(rule.cel()).contains("sample.night");
    assertThat(samples.stream().filter(s -> s.sampleId().endsWith("3")))
        .noneMatch(s -> rule.holds(s.facts()));
  }

  @Test
  void harmDecidesBetweenTwoRules() {
    List<ExposedSample> samples = new ArrayList<>();
    for (ExposedSample s :
        Streets.of(
            4,
            160,
            20,
            0,
            0,
            (facts, own) ->
                Streets.number(facts, "distance") < 20 ? 0.3 : Streets.night(facts) ? 0.3 : 0.03)) {
      double harm = Streets.number(s.facts(), "distance") < 20 ? 10 : 1;
      samples.add(new ExposedSample(s.sampleId(), s.group(), harm, s.failed(), s.facts()));
    }
    assertThat(Discovery.seeded(4).find(samples).rules().getFirst().rule().words())
        .startsWith("distance < ");
  }

  @Test
  void theAnswerDependsOnSamplesAndSeedAlone() {
    List<ExposedSample> samples = planted(2, 0.1, 0.5);
    List<ExposedSample> shuffled = new ArrayList<>(samples);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(Discovery.seeded(9).find(shuffled)).isEqualTo(Discovery.seeded(9).find(samples));
  }

  @Test
  void ofNearDuplicatesTheSimplestRuleWins() {
    // Almost every night is in winter: "night" and "night and winter" cover the same.
    List<ExposedSample> samples = new ArrayList<>();
    for (ExposedSample s :
        Streets.of(6, 120, 20, 0, 0, (facts, own) -> Streets.night(facts) ? 0.4 : 0.05)) {
      Map<String, Fact> facts = new HashMap<>(s.facts());
      facts.put("winter", new Fact.Flag(Streets.night(facts) && !s.sampleId().endsWith("7")));
      samples.add(new ExposedSample(s.sampleId(), s.group(), 1, s.failed(), facts));
    }
    DiscoveryOutcome outcome = new Discovery(6, 0.05, 3, 20, 5, 5).find(samples);
    assertThat(outcome.rules()).hasSize(1);
    assertThat(outcome.rules().getFirst().rule().parts()).isEqualTo(1);
  }

  @Test
  void threeConditionsAreFoundWhereTheyAreAllowed() {
    Predicate<Map<String, Fact>> three =
        facts -> nightAndSmall(facts) && Streets.number(facts, "distance") >= 30;
    List<ExposedSample> samples =
        Streets.of(8, 200, 20, 0, 0, (facts, own) -> three.test(facts) ? 0.8 : 0.04);
    Rule rule = new Discovery(8, 0.05, 3, 20, 5, 5).find(samples).rules().getFirst().rule();
    assertThat(rule.conditions()).hasSize(3);
    assertThat(overlap(HalfSplit.of(samples, 8).second(), rule, three)).isGreaterThan(0.75);
  }

  @Test
  void groupsAreNeverCutInTwoAndHalvesAreAlikeInSize() {
    List<ExposedSample> samples = Streets.of(1, 61, 10, 0, 0, (f, own) -> 0.1);
    HalfSplit halves = HalfSplit.of(samples, 3);
    List<String> first = halves.first().samples.stream().map(ExposedSample::group).toList();
    assertThat(halves.second().samples).noneMatch(s -> first.contains(s.group()));
    assertThat(Math.abs(halves.first().size() - halves.second().size())).isEqualTo(10);
  }

  @Test
  void refusesWhatMakesNoSense() {
    ExposedSample one = new ExposedSample("a", "a", 1, true, Map.of("night", new Fact.Flag(true)));
    ExposedSample other =
        new ExposedSample("b", "b", 1, true, Map.of("night", new Fact.Quantity(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.seeded(1).find(List.of(one, other)))
        .withMessageContaining("'night' is a Flag in one sample and a Quantity in sample b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.seeded(1).find(List.of(one, one)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fact.Quantity(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExposedSample("a", "a", -1, true, Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExposedSample("a", "a", 1, true, Map.of("a b", new Fact.Flag(true))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Discovery(1, 0.05, 4, 20, 5, 5));
  }

  private static void assertKeepsAlpha(String name, IntFunction<List<ExposedSample>> world) {
    int reported = 0;
    for (int seed = 0; seed < 100; seed++) {
      reported += Discovery.seeded(seed).find(world.apply(seed)).rules().isEmpty() ? 0 : 1;
    }
    // One-sided binomial test at 0.01 of "at most alpha": 12 or more of 100 would reject.
    double asMany = BinomialDistribution.of(100, 0.05).survivalProbability(reported - 1);
    System.out.printf("null models with a rule, %s: %d of 100%n", name, reported);
    assertThat(asMany).as("%d of 100", reported).isGreaterThan(0.01);
  }

  private static List<ExposedSample> planted(long seed, double elsewhere, double inside) {
    return Streets.of(
        seed, 120, 20, 0, 0, (facts, own) -> nightAndSmall(facts) ? inside : elsewhere);
  }

  private static boolean nightAndSmall(Map<String, Fact> facts) {
    return Streets.night(facts) && Streets.number(facts, "object_area") < 300;
  }

  private static Nothing nothing(List<ExposedSample> samples) {
    return (Nothing) Discovery.seeded(1).find(samples);
  }

  private static double overlap(Half half, Rule rule, Predicate<Map<String, Fact>> planted) {
    int both = 0;
    int either = 0;
    for (ExposedSample sample : half.samples) {
      boolean holds = rule.holds(sample.facts());
      boolean is = planted.test(sample.facts());
      both += holds && is ? 1 : 0;
      either += holds || is ? 1 : 0;
    }
    return (double) both / either;
  }
}
