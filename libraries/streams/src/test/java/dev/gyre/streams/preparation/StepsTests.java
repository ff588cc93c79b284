package dev.gyre.streams.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.preparation.Resize.Interpolation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepsTests {

  @Test
  void turnsColourGrayLikePillow() {
    Image colours = new Image(1, 4, 3, bytes(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 200, 77));
    assertThat(Colour.GRAY.apply(colours)).isEqualTo(new Image(1, 4, 1, bytes(76, 150, 29, 129)));
    Image gray = new Image(1, 1, 1, bytes(9));
    assertThat(Colour.RGB.apply(gray)).isEqualTo(new Image(1, 1, 3, bytes(9, 9, 9)));
    assertThat(Colour.GRAY.apply(gray)).isSameAs(gray);
  }

  /** Values of ONNX Resize, linear and half_pixel, then Round. */
  @Test
  void resizesLinearlyAtHalfPixels() {
    Image row = new Image(1, 4, 1, bytes(0, 10, 20, 31));
    assertThat(linear(2, 1).apply(row)).isEqualTo(new Image(1, 2, 1, bytes(5, 26)));
    assertThat(linear(8, 1).apply(row))
        .isEqualTo(new Image(1, 8, 1, bytes(0, 2, 8, 12, 18, 23, 28, 31)));
    assertThat(linear(1, 3).apply(new Image(1, 1, 1, bytes(7))))
        .isEqualTo(new Image(3, 1, 1, bytes(7, 7, 7)));
  }

  @Test
  void resizesToTheNearestLowerPixel() {
    Image row = new Image(1, 4, 1, bytes(0, 10, 20, 30));
    assertThat(new Resize.Fixed(2, 1, Interpolation.NEAREST).apply(row))
        .isEqualTo(new Image(1, 2, 1, bytes(0, 20)));
    assertThat(new Resize.Fixed(3, 2, Interpolation.NEAREST).apply(row))
        .isEqualTo(new Image(2, 3, 1, bytes(0, 10, 20, 0, 10, 20)));
  }

  @Test
  void staysWithinTheValuesOfThePictureForAnySize() {
    Random random = new Random(13);
    for (int i = 0; i < 200; i++) {
      Image flat = new Image(3, 5, 3, bytes(new int[45], 100));
      int width = 1 + random.nextInt(30);
      int height = 1 + random.nextInt(30);
      for (Interpolation kind : Interpolation.values()) {
        Image resized = new Resize.Fixed(width, height, kind).apply(flat);
        assertThat(resized)
            .isEqualTo(new Image(height, width, 3, bytes(new int[3 * width * height], 100)));
      }
      Image noise = Pictures.random(i, 1 + random.nextInt(9), 1 + random.nextInt(9), 3);
      assertThat(linear(noise.widthPx(), noise.heightPx()).apply(noise)).isSameAs(noise);
      assertThat(linear(width, height).apply(noise).pixels()).hasSize(3 * width * height);
    }
  }

  @Test
  void givesTheModelItsValuesInItsLayout() {
    Image image = new Image(1, 2, 3, bytes(0, 51, 255, 255, 0, 102));
    List<Double> mean = List.of(0.5, 0.0, 0.0);
    List<Double> std = List.of(0.5, 1.0, 2.0);
    float[] nchw = new ModelInput(1 / 255.0, mean, std, ModelInput.Layout.NCHW).toTensor(image);
    float[] nhwc = new ModelInput(1 / 255.0, mean, std, ModelInput.Layout.NHWC).toTensor(image);

    assertThat(nchw).containsExactly(new float[] {-1, 1, 0.2f, 0, 0.5f, 0.2f}, within(1e-6f));
    assertThat(nhwc).containsExactly(new float[] {-1, 0.2f, 0.5f, 1, 0, 0.2f}, within(1e-6f));
  }

  @Test
  void hasOneCanonicalFormPerDeclaration() {
    PreparationSpec spec =
        new PreparationSpec(
            Colour.GRAY, linear(8, 6), ModelInput.unit(Colour.GRAY), List.of("cat", "dog"));
    assertThat(spec.canonicalJson())
        .isEqualTo(
            "{\"classes\":[\"cat\",\"dog\"],\"format\":\"gyre-preparation/1\","
                + "\"image\":{\"colour\":\"gray\",\"resize\":{\"height\":6,\"kind\":\"linear\",\"width\":8}},"
                + "\"model_input\":{\"layout\":\"nchw\",\"mean\":[0],\"scale\":0.00392156862745098,\"std\":[1]}}");
    PreparationSpec other =
        new PreparationSpec(
            Colour.GRAY, new Resize.None(), ModelInput.unit(Colour.GRAY), List.of("cat", "dog"));
    assertThat(other.digest()).isNotEqualTo(spec.digest()).hasSize(64);
  }

  @Test
  void refusesDeclarationsThatCannotBe() {
    ModelInput unit = ModelInput.unit(Colour.RGB);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreparationSpec(Colour.GRAY, new Resize.None(), unit, List.of("a")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PreparationSpec(Colour.RGB, new Resize.None(), unit, List.of("a", "a")));
    assertThatIllegalArgumentException().isThrownBy(() -> linear(0, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModelInput(1, List.of(0.0), List.of(0.0), ModelInput.Layout.NCHW));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ModelInput(Double.NaN, List.of(0.0), List.of(1.0), ModelInput.Layout.NCHW));
  }

  private static Resize.Fixed linear(int widthPx, int heightPx) {
    return new Resize.Fixed(widthPx, heightPx, Interpolation.LINEAR);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] bytes(int[] places, int value) {
    byte[] bytes = new byte[places.length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
