package dev.gyre.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTests {

  // statsmodels 0.15.0 proportion_confint(alpha=.05, method=wilson | beta); scipy 1.17.1 beta.ppf
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0, 0.27753279986288926, 0, 0.30849710781876083, 0.2588655508930522",
    "5, 10, 0.23659309051256394, 0.7634069094874361, 0.18708602844739855, 0.8129139715526015,"
        + " 0.7775588989918706",
    "47, 48, 0.8910078200474812, 0.9963128890224894, 0.8893038394068478, 0.9994726847465769,"
        + " 0.9989319604609207",
    "285, 300, 0.9191529665272558, 0.9694683593706526, 0.9188726428292358, 0.9717487980315036,"
        + " 0.9689300502551448",
    "300, 300, 0.9873570287754538, 1, 0.9877790253057065, 1, 1",
    "1, 1000, 0.00017654637062607765, 0.005642558597957937, 2.531748749129404e-05,"
        + " 0.005558924279826673, 0.004734993575499777",
  })
  void agreesWithStatsmodels(
      int successes,
      int n,
      double wilsonLow,
      double wilsonHigh,
      double exactLow,
      double exactHigh,
      double upper) {
    Interval wilson = Proportions.wilson(successes, n, 0.95);
    Interval exact = Proportions.clopperPearson(successes, n, 0.95);

    assertThat(wilson.low()).isCloseTo(wilsonLow, within(1e-10));
    assertThat(wilson.high()).isCloseTo(wilsonHigh, within(1e-10));
    assertThat(exact.low()).isCloseTo(exactLow, within(1e-9));
    assertThat(exact.high()).isCloseTo(exactHigh, within(1e-9));
    assertThat(Proportions.upperBound(successes, n, 0.95)).isCloseTo(upper, within(1e-9));
    assertThat(wilson.samples()).isEqualTo(n);
  }

  @Test
  void aFloorIsReachedMissedOrUndecided() {
    Interval interval = Proportions.wilson(285, 300, 0.95); // 0.919 to 0.969
    assertThat(interval.reaches(0.91)).isEqualTo(Verdict.PASS);
    assertThat(interval.reaches(0.95)).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(interval.reaches(0.98)).isEqualTo(Verdict.FAIL);
    assertThat(interval.staysWithin(0.98)).isEqualTo(Verdict.PASS);
    assertThat(interval.staysWithin(0.95)).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(interval.staysWithin(0.91)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void planFindsTheFewestSuccessesForAFloor() {
    int fewest = Proportions.fewestSuccesses(300, 0.95, 0.95).orElseThrow();
    assertThat(Proportions.wilson(fewest, 300, 0.95).low()).isGreaterThanOrEqualTo(0.95);
    assertThat(Proportions.wilson(fewest - 1, 300, 0.95).low()).isLessThan(0.95);
    assertThat(Proportions.fewestSuccesses(10, 0.95, 0.95)).isEmpty();
  }

  @Test
  void refusesMoreSuccessesThanCases() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proportions.wilson(4, 3, 0.95))
        .withMessageContaining("4 of 3");
    assertThatIllegalArgumentException().isThrownBy(() -> Proportions.wilson(0, 0, 0.95));
  }
}
