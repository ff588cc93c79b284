package dev.gyre.scoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTests {

  private static final double[] BASELINE =
      IntStream.range(0, 70).mapToDouble(i -> i * 31 % 97 / 10.0).toArray();
  private static final double[] WINDOW =
      IntStream.range(0, 50).mapToDouble(i -> i * 17 % 89 / 10.0 + 1.5).toArray();

  // scipy 1.17.1 ks_2samp, exact
  @Test
  void kolmogorovSmirnovAgreesWithScipy() {
    KolmogorovSmirnov result = KolmogorovSmirnov.between(BASELINE, WINDOW);
    assertThat(result.distance()).isCloseTo(0.16, within(1e-12));
    assertThat(result.pValue()).isCloseTo(0.4007008068136794, within(1e-6));
    assertThat(result.baselineSize()).isEqualTo(70);
  }

  // numpy 2.4.6: deciles of the baseline, half a case added to each bin
  @Test
  void stabilityIndexAgreesWithNumpy() {
    assertThat(PopulationStability.index(BASELINE, WINDOW, 10))
        .isCloseTo(0.3003802153750501, within(1e-9));
    assertThat(PopulationStability.index(BASELINE, BASELINE, 10)).isZero();
  }

  @Test
  void stabilityIndexBearsAConstantFeature() {
    double[] constant = new double[40];
    assertThat(PopulationStability.index(constant, constant, 10)).isZero();
    assertThat(PopulationStability.index(constant, new double[] {1, 1, 1, -1}, 10)).isFinite();
  }

  // numpy 2.4.6 and scipy 1.17.1 jensenshannon(base=2) squared
  @Test
  void classShiftAgreesWithScipy() {
    ClassShift shift = ClassShift.between(new long[] {30, 10, 5, 5}, new long[] {10, 20, 10, 0});
    assertThat(shift.totalVariation()).isCloseTo(0.45, within(1e-12));
    assertThat(shift.jensenShannonBits()).isCloseTo(0.17541975604839172, within(1e-12));
  }

  @Test
  void refusesValuesThatAreNotFinite() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KolmogorovSmirnov.between(BASELINE, new double[] {1, Double.NaN}))
        .withMessageContaining("value 1 is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassShift.between(new long[] {1}, new long[] {0}));
  }
}
