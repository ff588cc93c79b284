package dev.gyre.scoring.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;
import org.junit.jupiter.api.Test;

/**
 * The decision code on real images. Seeds 0 to 39 and 0 to 19 were fixed before the first run. Null
 * retrains of one champion cluster, so each champion has one.
 */
class ProofCannotBeFooledTests {

  private static final double STATED_SHARE = 0.02;

  @Test
  void nullRetrainsCloseAtMostTheStatedShare() throws IOException {
    Digits digits = Digits.load();
    int opened = 0;
    int closed = 0;
    int retrainsThatClosed = 0;
    for (long seed = 0; seed < 40; seed++) {
      DigitWorld world = new DigitWorld(digits, seed);
      int now = world.closedByNullRetrain();
      opened += world.incidents().size();
      closed += now;
      retrainsThatClosed += now > 0 ? 1 : 0;
    }
    System.out.printf(
        "null retrains: %d of 40 closed an incident; %d of %d incidents%n",
        retrainsThatClosed, closed, opened);
    assertThat(opened).isGreaterThan(40);
    assertThat(pValue(retrainsThatClosed)).isGreaterThan(0.01); // rejects from 4 of 40
  }

  @Test
  void addedDataClosesAnIncidentInMostSeeds() throws IOException {
    Digits digits = Digits.load();
    int opened = 0;
    int closed = 0;
    int seedsThatClosed = 0;
    for (long seed = 0; seed < 20; seed++) {
      DigitWorld world = new DigitWorld(digits, seed);
      int now = world.closedByAddedData();
      opened += world.incidents().size();
      closed += now;
      seedsThatClosed += now > 0 ? 1 : 0;
    }
    System.out.printf(
        "added data: %d of 20 seeds closed an incident; %d of %d incidents%n",
        seedsThatClosed, closed, opened);
    assertThat(seedsThatClosed).isGreaterThan(10);
  }

  /** The positive control: with the wrong proof set the same retrains are caught by this test. */
  @Test
  void aSetChosenForFailingWouldBeFooled() throws IOException {
    Digits digits = Digits.load();
    int fooled = 0;
    for (long seed = 0; seed < 40; seed++) {
      fooled += new DigitWorld(digits, seed).foolsASetChosenForFailing() > 0 ? 1 : 0;
    }
    System.out.printf("failing-only set: %d of 40 null retrains \"fixed\" it%n", fooled);
    assertThat(pValue(fooled)).isLessThan(0.01);
  }

  private static double pValue(int retrains) {
    return BinomialTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(40, retrains, STATED_SHARE)
        .getPValue();
  }
}
