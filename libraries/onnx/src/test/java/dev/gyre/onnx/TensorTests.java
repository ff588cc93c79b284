package dev.gyre.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTests {

  @Test
  void refusesDataThatDoesNotFitTheShape() {
    assertThatThrownBy(() -> new Tensor(DataType.INT32, List.of(2L, 3L), ByteBuffer.allocate(20)))
        .isInstanceOf(OnnxException.class)
        .hasMessageContaining("INT32[2, 3] needs 24 bytes but has 20");
  }

  @Test
  void readsValuesOfEveryTypeAsNumbers() {
    assertThat(Tensor.ofUint8(new byte[] {(byte) 200}, 1).valueAt(0)).isEqualTo(200);
    assertThat(Tensor.ofShorts(new short[] {-5, 7}, 2).valueAt(0)).isEqualTo(-5);
    assertThat(Tensor.ofInts(new int[] {-5, 7}, 2).valueAt(1)).isEqualTo(7);
    assertThat(Tensor.ofLongs(new long[] {1L << 40}, 1).valueAt(0)).isEqualTo(1L << 40);
    assertThat(Tensor.ofFloats(new float[] {0.5f}, 1).valueAt(0)).isEqualTo(0.5);
    assertThat(Tensor.ofDoubles(new double[] {0.1}, 1).valueAt(0)).isEqualTo(0.1);
  }

  @Test
  void joinsAndCutsBatches() {
    Tensor one = Tensor.ofFloats(new float[] {1, 2}, 1, 2);
    Tensor two = Tensor.ofFloats(new float[] {3, 4}, 1, 2);

    Tensor both = Tensor.concatenate(List.of(one, two));

    assertThat(both).isEqualTo(Tensor.ofFloats(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(both.rows(1, 2)).isEqualTo(two);
    assertThat(both.rows(1, 2).toFloats()).containsExactly(3, 4);
  }

  @Test
  void refusesToJoinDifferentShapes() {
    Tensor one = Tensor.ofFloats(new float[] {1, 2}, 1, 2);
    Tensor other = Tensor.ofFloats(new float[] {1, 2, 3}, 1, 3);

    assertThatThrownBy(() -> Tensor.concatenate(List.of(one, other)))
        .hasMessageContaining("only the first dimension may differ");
  }

  @Test
  void exposesItsBytesReadOnly() {
    assertThat(Tensor.ofInts(new int[] {1}, 1).data().isReadOnly()).isTrue();
  }
}
