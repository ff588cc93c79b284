package dev.gyre.streams.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.BoundaryAgreement.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundaryAgreementTests {

  @Test
  void findsMovesOfFourToSevenPixelsAndSaysWhichWayBack() {
    Random random = new Random(21);
    int found = 0;
    for (int seed = 0; seed < 60; seed++) {
      int dx = (4 + random.nextInt(4)) * (random.nextBoolean() ? 1 : -1);
      int dy = random.nextInt(15) - 7;
      Street street = new Street(seed, 9, 6, 0);
      BoundaryAgreement agreement =
          BoundaryAgreement.of(street.labels(dx, dy), -1, street.picture());
      if (agreement.verdict() == Verdict.SHIFTED) {
        found++;
        assertThat(agreement.dxPx()).isEqualTo(-dx);
        assertThat(agreement.dyPx()).isEqualTo(-dy);
      }
    }
    assertThat(found).as("of 60").isGreaterThanOrEqualTo(57);
  }

  @Test
  void accusesNoneOfTwoHundredThatAreInPlaceOrOffByTwo() {
    for (int seed = 0; seed < 200; seed++) {
      Street street = new Street(1000 + seed, 3 + seed % 12, seed % 4 * 8, seed % 3);
      int off = seed % 5 - 2;
      BoundaryAgreement agreement =
          BoundaryAgreement.of(street.labels(off, -off), -1, street.picture());
      assertThat(agreement.verdict()).as("%d: %s", seed, agreement).isNotEqualTo(Verdict.SHIFTED);
    }
  }

  @Test
  void saysNothingOfAForeignFlatOrSmallPicture() {
    Street street = new Street(1, 9, 6, 0);
    for (int seed = 0; seed < 60; seed++) {
      Street other = new Street(5000 + seed, 9, 6, 0);
      assertThat(BoundaryAgreement.of(street.labels(0, 0), -1, other.picture()).verdict())
          .isNotEqualTo(Verdict.SHIFTED);
    }
    NdArray flat =
        NdArray.uint8(new byte[Street.HEIGHT * Street.WIDTH], Street.HEIGHT, Street.WIDTH);
    assertThat(BoundaryAgreement.of(street.labels(0, 0), -1, flat).verdict())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(BoundaryAgreement.of(flat, -1, street.picture()).blocks()).isZero();
    NdArray small = NdArray.uint8(new byte[64], 8, 8);
    assertThat(BoundaryAgreement.of(small, -1, small).verdict()).isEqualTo(Verdict.INSUFFICIENT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoundaryAgreement.of(small, -1, flat))
        .withMessageContaining("differ in size");
  }

  @Test
  void takesDepthWithHolesForAPictureToo() {
    Street street = new Street(3, 10, 0, 0);
    NdArray labels = street.labels(0, 0);
    float[] metres = new float[labels.length()];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = i % 97 == 0 ? Float.NaN : 40f / (1 + (float) labels.at(i));
    }
    NdArray depth = NdArray.float32(metres, Street.HEIGHT, Street.WIDTH);
    assertThat(BoundaryAgreement.of(labels, -1, depth).verdict()).isEqualTo(Verdict.IN_PLACE);
    assertThat(BoundaryAgreement.of(street.labels(5, 0), -1, depth).verdict())
        .isEqualTo(Verdict.SHIFTED);
  }
}
