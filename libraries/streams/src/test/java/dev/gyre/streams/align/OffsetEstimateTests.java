package dev.gyre.streams.align;

import static dev.gyre.streams.align.Streams.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OffsetEstimateTests {

  private static List<OffsetEstimate.Reading> readings(
      DoubleUnaryOperator motion, double hertz, double seconds, long clockAheadNanos) {
    List<OffsetEstimate.Reading> readings = new ArrayList<>();
    for (int i = 0; i < hertz * seconds; i++) {
      double time = i / hertz;
      readings.add(
          new OffsetEstimate.Reading(
              Math.round(time * 1e9) + clockAheadNanos, motion.applyAsDouble(time)));
    }
    return readings;
  }

  /** Movements of half a second or so at random times. */
  private static DoubleUnaryOperator bumps(long seed) {
    double[] places = new Random(seed).doubles(25, 0, 30).toArray();
    return time -> {
      double sum = 0;
      for (double place : places) {
        sum += Math.exp(-Math.pow((time - place) / 0.2, 2));
      }
      return sum;
    };
  }

  @Test
  void findsAClockThatIsAhead() {
    for (int seed = 0; seed < 10; seed++) {
      for (long ahead : new long[] {37 * MS, -250 * MS, 0}) {
        OffsetEstimate estimate =
            OffsetEstimate.of(
                    readings(bumps(seed), 30, 30, 0),
                    readings(bumps(seed), 10, 30, ahead),
                    5 * MS,
                    1_000 * MS)
                .orElseThrow();

        assertThat((double) estimate.offsetNanos()).isCloseTo((double) -ahead, within(5.0 * MS));
        assertThat(estimate.correlation()).isGreaterThan(0.95);
        assertThat(estimate.sharpness()).isGreaterThan(0.1);
      }
    }
  }

  @Test
  void saysThatSeriesWhichRepeatThemselvesTellNothing() {
    DoubleUnaryOperator beat = time -> Math.sin(time * 2 * Math.PI * 2);

    OffsetEstimate estimate =
        OffsetEstimate.of(readings(beat, 30, 30, 0), readings(beat, 30, 30, 0), 5 * MS, 2_000 * MS)
            .orElseThrow();

    assertThat(estimate.sharpness()).isLessThan(0.05);
  }

  @Test
  void estimatesNothingFromWhatDoesNotMove() {
    assertThat(
            OffsetEstimate.of(
                readings(bumps(1), 30, 30, 0), readings(_ -> 3, 30, 30, 0), 5 * MS, 1_000 * MS))
        .isEmpty();
  }

  @Test
  void refusesReadingsThatGoBackward() {
    List<OffsetEstimate.Reading> backward =
        List.of(
            new OffsetEstimate.Reading(0, 1),
            new OffsetEstimate.Reading(20, 1),
            new OffsetEstimate.Reading(10, 1),
            new OffsetEstimate.Reading(40, 1));

    assertThatThrownBy(() -> OffsetEstimate.of(backward, backward, 5, 10))
        .hasMessageContaining("not after the one before it");
  }
}
