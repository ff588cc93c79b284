package dev.gyre.streams.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.declaration.Measure.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhysicalValuesTests {

  private static final StreamDeclaration DEPTH =
      StreamDeclaration.of(
          "depth",
          StreamKind.DEPTH,
          Form.picture(ElementType.UINT16, 1),
          Measure.metres(0.001, 0, new Range(0.2, 60)));

  @Test
  void givesEqualMetresForTwoDepthScalesInOneDataset() {
    short[] millimetres = new short[13_000];
    short[] fifths = new short[13_000];
    for (int i = 0; i < millimetres.length; i++) {
      millimetres[i] = (short) i;
      fifths[i] = (short) (5 * i);
    }
    PhysicalValues one =
        PhysicalValues.of(NdArray.uint16(millimetres, 100, 130), DEPTH, ItemAttributes.NONE);
    PhysicalValues other =
        PhysicalValues.of(
            NdArray.uint16(fifths, 100, 130), DEPTH, ItemAttributes.NONE.withScale(1 / 5000.0));

    assertThat(one.values()).isEqualTo(other.values());
    assertThat(one.values().at(1500)).isEqualTo(1.5);
    assertThat(one.valid()).isEqualTo(other.valid());
  }

  @Test
  void givesNanAndAFlagWhereThereIsNoValueAndCountsWhatIsOutOfRange() {
    NdArray stored = NdArray.uint16(new short[] {0, 1000, 100, (short) 65_535}, 2, 2);
    PhysicalValues values = PhysicalValues.of(stored, DEPTH, ItemAttributes.NONE);

    assertThat(values.values())
        .isEqualTo(NdArray.float32(new float[] {Float.NaN, 1, 0.1f, 65.535f}, 2, 2));
    assertThat(values.valid()).isEqualTo(NdArray.uint8(new byte[] {0, 1, 1, 1}, 2, 2));
    assertThat(values.invalid()).isEqualTo(1);
    assertThat(values.outOfRange()).isEqualTo(2);

    PhysicalValues other =
        PhysicalValues.of(
            stored, DEPTH, ItemAttributes.NONE.withInvalidValue(65_535).withOffset(-1));
    assertThat(other.values())
        .isEqualTo(NdArray.float32(new float[] {-1, 0, -0.9f, Float.NaN}, 2, 2));
  }

  @Test
  void takesStoredNanAsNoValue() {
    StreamDeclaration floats =
        StreamDeclaration.of(
            "disparity",
            new StreamKind("disparity"),
            new Form(ElementType.FLOAT32, List.of(2)),
            new Measure("px", 2, 1, null, null));
    PhysicalValues values =
        PhysicalValues.of(
            NdArray.float32(new float[] {Float.NaN, 3}, 2), floats, ItemAttributes.NONE);
    assertThat(values.values()).isEqualTo(NdArray.float32(new float[] {Float.NaN, 7}, 2));
    assertThat(values.invalid()).isEqualTo(1);
  }

  @Test
  void refusesValuesOfAnotherForm() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PhysicalValues.of(NdArray.uint8(new byte[4], 2, 2), DEPTH, ItemAttributes.NONE))
        .withMessage("Stream 'depth': type is uint8, not uint16");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            PhysicalValues.of(NdArray.uint16(new short[12], 2, 2, 3), DEPTH, ItemAttributes.NONE))
        .withMessageContaining("shape is [2, 2, 3]");
  }

  @Test
  void turnsStoredPixelsIntoFullRedGreenBlue() {
    NdArray bgr = NdArray.uint8(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
    assertThat(new PixelFormat(PixelFormat.Order.BGR, PixelFormat.Levels.FULL).toRgb(bgr))
        .isEqualTo(NdArray.uint8(new byte[] {3, 2, 1, 6, 5, 4}, 1, 2, 3));
    NdArray video = NdArray.uint8(new byte[] {0, 16, (byte) 126, (byte) 235, (byte) 255}, 1, 5);
    assertThat(new PixelFormat(PixelFormat.Order.RGB, PixelFormat.Levels.LIMITED).toRgb(video))
        .isEqualTo(NdArray.uint8(new byte[] {0, 0, (byte) 128, (byte) 255, (byte) 255}, 1, 5));
    assertThat(PixelFormat.RGB.toRgb(bgr)).isSameAs(bgr);
  }
}
