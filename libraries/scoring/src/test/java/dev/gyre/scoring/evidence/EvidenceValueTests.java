package dev.gyre.scoring.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceValueTests {

  // mpmath 1.4.1 at 60 digits
  @ParameterizedTest
  @CsvSource({
    "5, 10, .1, 4.2174684487977",
    "11, 30, .1, 6.1855921517623",
    "13, 40, .1, 5.9591658736602",
    "6, 6, .5, 2.8982769374033",
    "11, 12, .5, 3.9593468936751",
    "0, 100, .1, -4.6151205168413",
    "300, 1000, .25, 3.3730307238176",
    "2, 20000, .3, -9.9032042179562",
    "0, 10000, .5, -9.2104403669765",
    "30, 5000, .2, -8.4869655964349",
    "9000, 10000, .1, 17573.011759013",
    "0, 0, .2, 0",
  })
  void agreesWithExactIntegration(int failures, int exposures, double nullRate, double log) {
    assertThat(EvidenceValue.log(failures, exposures, nullRate)).isCloseTo(log, within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 10, .1, 67.8615",
    "11, 30, .1, 485.7005",
    "13, 40, .1, 387.2869",
    "6, 6, .5, 18.1429",
    "11, 12, .5, 52.4231",
  })
  void givesTheMeasuredFixtures(int failures, int exposures, double nullRate, double value) {
    assertThat(EvidenceValue.of(failures, exposures, nullRate)).isCloseTo(value, within(5e-5));
  }

  @Test
  void isAFairBetAtTheNullRate() {
    // One step from any state: E[next] = p0 E(s+1,n+1) + (1-p0) E(s,n+1) must equal E(s,n).
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      int n = random.nextInt(60);
      int s = random.nextInt(n + 1);
      double p0 = 0.02 + 0.9 * random.nextDouble();
      double next =
          p0 * EvidenceValue.of(s + 1, n + 1, p0) + (1 - p0) * EvidenceValue.of(s, n + 1, p0);
      assertThat(next / EvidenceValue.of(s, n, p0)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void keepsItsLevelWhenLookedAtAfterEveryCase() {
    SplittableRandom random = new SplittableRandom(2);
    int crossed = 0;
    for (int stream = 0; stream < 2_000; stream++) {
      boolean[] failed = new boolean[400];
      for (int i = 0; i < failed.length; i++) {
        failed[i] = random.nextDouble() < 0.1;
      }
      crossed += new RateTest(0.1, 20, 0).firstRejection(failed).isPresent() ? 1 : 0;
    }
    assertThat(crossed).isPositive().isLessThanOrEqualTo(100); // 5 % of 2,000
  }

  @Test
  void tellsWhenTheThresholdWasFirstReached() {
    boolean[] always = new boolean[20];
    Arrays.fill(always, true);
    assertThat(new RateTest(0.5, 20, 0).firstRejection(always)).isEqualTo(OptionalInt.of(7));
    assertThat(new RateTest(0.5, 20, 9).firstRejection(always)).isEqualTo(OptionalInt.of(9));
    assertThat(new RateTest(0.5, 20, 0).firstRejection(new boolean[50])).isEmpty();
  }

  @Test
  void planSaysWhatIsStillNeeded() {
    assertThat(new RateTest(0.5, 20, 0).furtherFailures(0, 0)).hasValue(7);
    assertThat(new RateTest(0.5, 20, 0).furtherFailures(0, 1)).hasValue(10);
    assertThat(new RateTest(0.5, 20, 0).furtherFailures(0, 2)).hasValue(12);
    assertThat(EvidencePlan.furtherCleanExposures(0, 0, 0.10, 20)).hasValue(43);
    assertThat(EvidencePlan.furtherCleanExposures(0, 0, 0.05, 20)).hasValue(88);
    assertThat(EvidencePlan.furtherCleanExposures(0, 40, 0.10, 20)).hasValue(3);
    assertThat(EvidencePlan.fixedCleanExposures(0.05, 0.05)).isEqualTo(59);
    assertThat(EvidencePlan.fixedCleanExposures(0.01, 0.05)).isEqualTo(299);
    assertThat(new RateTest(0.1, 200, 5).fewestFailures(3)).isEmpty();
    int fewest = new RateTest(0.1, 200, 5).fewestFailures(40).orElseThrow();
    assertThat(EvidenceValue.of(fewest, 40, 0.1)).isGreaterThanOrEqualTo(200);
    assertThat(EvidenceValue.of(fewest - 1, 40, 0.1)).isLessThan(200);
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvidenceValue.log(3, 2, 0.1))
        .withMessageContaining("3 of 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvidenceValue.log(1, 2, Double.NaN))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateTest(0.1, 0.5, 0))
        .withMessageContaining("0.5");
  }
}
