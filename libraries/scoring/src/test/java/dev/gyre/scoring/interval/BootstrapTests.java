package dev.gyre.scoring.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTests {

  private static final double[] VALUES =
      IntStream.range(0, 60).mapToDouble(i -> Math.pow(i * 37 % 101, 1.5) / 50).toArray();

  private static double mean(int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> VALUES[i % 60]).average().orElse(0);
  }

  private static double deviation(int[] indices) {
    double mean = mean(indices);
    return Math.sqrt(
        Arrays.stream(indices).mapToDouble(i -> Math.pow(VALUES[i] - mean, 2)).average().orElse(0));
  }

  // scipy 1.17.1 stats.bootstrap(method='BCa', n_resamples=200000); tolerance 3 % of the width
  @Test
  void agreesWithScipy() {
    Bootstrap bootstrap = new Bootstrap(40_000, 7, 0.95);
    SampleGroups groups = SampleGroups.singletons(60);

    Interval mean = bootstrap.interval(groups, BootstrapTests::mean);
    assertThat(mean.method()).isEqualTo(IntervalMethod.BCA_BOOTSTRAP);
    assertThat(mean.low()).isCloseTo(6.453479593300544, within(0.09));
    assertThat(mean.high()).isCloseTo(9.504703016067815, within(0.09));

    Interval deviation = bootstrap.interval(groups, BootstrapTests::deviation);
    assertThat(deviation.low()).isCloseTo(5.354344330875034, within(0.045));
    assertThat(deviation.high()).isCloseTo(6.795248508131094, within(0.045));
  }

  @Test
  void repeatsItselfToTheLastBit() {
    SampleGroups groups = SampleGroups.singletons(60);
    assertThat(Bootstrap.seeded(3).interval(groups, BootstrapTests::mean))
        .isEqualTo(Bootstrap.seeded(3).interval(groups, BootstrapTests::mean));
  }

  @Test
  void copyingEverySampleTenTimesNarrowsNothing() {
    List<String> keys = IntStream.range(0, 600).mapToObj(i -> "drive-" + i % 60).toList();
    Interval once = Bootstrap.seeded(3).interval(SampleGroups.singletons(60), BootstrapTests::mean);
    Interval copied = Bootstrap.seeded(3).interval(SampleGroups.of(keys), BootstrapTests::mean);

    assertThat(copied.method()).isEqualTo(IntervalMethod.GROUP_BCA_BOOTSTRAP);
    assertThat(copied.low()).isCloseTo(once.low(), within(1e-9));
    assertThat(copied.high()).isCloseTo(once.high(), within(1e-9));
    assertThat(copied.groups()).isEqualTo(60);
    assertThat(copied.samples()).isEqualTo(600);
  }

  @Test
  void claimsNoCertaintyWhereEveryResampleIsAlike() {
    Interval perfect = Bootstrap.seeded(1).interval(SampleGroups.singletons(20), indices -> 1);
    assertThat(perfect.method()).isEqualTo(IntervalMethod.DEGENERATE_CLOPPER_PEARSON);
    assertThat(perfect.low()).isLessThan(0.84);
    assertThat(perfect.high()).isEqualTo(1);
  }

  @Test
  void aMetricThatFewSamplesDefineIsKnownFromThoseFewOnly() {
    // Defined, and then 1, only where sample 0 or 1 is drawn: as the F1 of a class with two
    // samples.
    Interval rare =
        Bootstrap.seeded(1)
            .interval(
                SampleGroups.singletons(400),
                indices -> Arrays.stream(indices).anyMatch(i -> i < 2) ? 1 : Double.NaN);
    assertThat(rare.groups()).isEqualTo(2);
    assertThat(rare.low()).isLessThan(0.2);
  }

  @Test
  void saysNothingFromOneGroup() {
    SampleGroups one = SampleGroups.of(List.of("a", "a", "a"));
    Interval nothing = Bootstrap.seeded(1).interval(one, indices -> 0.7);
    assertThat(nothing.method()).isEqualTo(IntervalMethod.NONE);
    assertThat(nothing.low()).isZero();
    assertThat(nothing.high()).isEqualTo(1);
  }
}
