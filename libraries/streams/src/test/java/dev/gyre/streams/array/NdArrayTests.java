package dev.gyre.streams.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NdArrayTests {

  @Test
  void readsUnsignedValuesAsZeroOrMore() {
    assertThat(NdArray.uint8(new byte[] {-1}, 1).at(0)).isEqualTo(255);
    assertThat(NdArray.uint16(new short[] {-1}, 1).at(0)).isEqualTo(65_535);
  }

  @Test
  void refusesAShapeThatTheValuesDoNotFill() {
    assertThatThrownBy(() -> NdArray.float32(new float[5], 2, 3))
        .hasMessageContaining("needs 6 values, not 5");
  }

  @Test
  void refusesToHandOutValuesAsAnotherType() {
    assertThatThrownBy(() -> NdArray.int32(new int[1], 1).floats())
        .hasMessageContaining("holds INT32, not FLOAT32");
  }

  @Test
  void equalsByBitsSoThatNanIsItselfAndShapesDiffer() {
    NdArray nan = NdArray.float32(new float[] {Float.NaN, 1}, 2);

    assertThat(nan).isEqualTo(NdArray.float32(new float[] {Float.NaN, 1}, 2));
    assertThat(nan).isNotEqualTo(NdArray.float32(new float[] {Float.NaN, 1}, 1, 2));
    assertThat(nan).isNotEqualTo(NdArray.float64(new double[] {Double.NaN, 1}, 2));
  }
}
