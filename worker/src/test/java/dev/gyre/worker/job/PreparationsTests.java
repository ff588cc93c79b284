package dev.gyre.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.streams.geometry.Transform;
import dev.gyre.streams.preparation.Colour;
import dev.gyre.streams.preparation.ModelInput;
import dev.gyre.streams.preparation.PreparedStream;
import dev.gyre.streams.preparation.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreparationsTests {

  private static final List<String> CLASSES = List.of("road", "car");
  private static final StreamSpec RGB = new StreamSpec("rgb", StreamSpec.IMAGE, true, 3);
  private static final StreamSpec DEPTH = depth(0.0);
  private static final ResizeSpec SMALL = new ResizeSpec(8, 4, "nearest");
  private static final ModelInputSpec INPUT =
      new ModelInputSpec(
          4,
          8,
          false,
          List.of(
              new ModelInputPart(
                  "rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false),
              new ModelInputPart("depth", 0.1, List.of(0.0), List.of(1.0), true)));

  private static StreamSpec depth(@Nullable Double invalidValue) {
    return new StreamSpec(
        "depth",
        StreamSpec.DEPTH,
        false,
        null,
        "m",
        ElementType.UINT16,
        null,
        0.001,
        null,
        invalidValue,
        null,
        null);
  }

  private static PreparationSpec street() {
    return new PreparationSpec(
        List.of(
            PreparedStreamSpec.picture("rgb", "rgb").with(new ResizeSpec(8, 4, "linear")),
            PreparedStreamSpec.input("depth").with(SMALL).asOptional(),
            PreparedStreamSpec.labels("truth", "rgb").with(SMALL)),
        List.of(new TransformSpec.Flip(true)),
        INPUT);
  }

  @Test
  void makesOnePictureWhatItWasBeforeThereWereSeveralStreams() {
    PreparationSpec spec =
        new PreparationSpec(
            List.of(
                PreparedStreamSpec.picture("image", "gray").with(new ResizeSpec(12, 10, "linear"))),
            List.of(),
            ModelInputSpec.of(10, 12, "image", 1 / 255.0, List.of(0.25), List.of(0.5)));

    var shards =
        Preparations.shards(
            spec, CLASSES, List.of(new StreamSpec("image", StreamSpec.IMAGE, true, 1)));

    assertThat(shards)
        .isEqualTo(
            new dev.gyre.streams.preparation.PreparationSpec(
                Colour.GRAY,
                new Resize.Fixed(12, 10, Resize.Interpolation.LINEAR),
                new ModelInput(1 / 255.0, List.of(0.25), List.of(0.5), ModelInput.Layout.NCHW),
                CLASSES));
    assertThat(shards.canonicalJson())
        .isEqualTo(
            "{\"classes\":[\"road\",\"car\"],\"format\":\"gyre-preparation/1\",\"image\":{\"colour\":\"gray\",\"resize\":{\"height\":10,\"kind\":\"linear\",\"width\":12}},\"model_input\":{\"layout\":\"nchw\",\"mean\":[0.25],\"scale\":0.00392156862745098,\"std\":[0.5]}}");
  }

  @Test
  void givesStreamsTheContractsMeaning() {
    var shards = Preparations.shards(street(), CLASSES, List.of(RGB, DEPTH));

    assertThat(shards.streams())
        .extracting(PreparedStream::name)
        .containsExactly("rgb", "depth", "truth");
    PreparedStream depth = shards.streams().get(1);
    assertThat(depth.declaration().measure().scale()).isEqualTo(0.001);
    assertThat(depth.declaration().presence().toMembers()).containsEntry("fill", 0.0);
    PreparedStream truth = shards.streams().get(2);
    assertThat(truth.origin()).isEqualTo(PreparedStream.Origin.ANNOTATION);
    assertThat(truth.declaration().labels()).isNotNull();
    assertThat(shards.geometry())
        .containsExactly(new Transform.Flip(Transform.Flip.Axis.HORIZONTAL));
    assertThat(shards.modelInput().channels()).isEqualTo(5);
  }

  @Test
  void refusesAnOptionalStreamWithoutFill() {
    assertThatThrownBy(() -> Preparations.shards(street(), CLASSES, List.of(RGB, depth(null))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.args()).containsEntry("field", "streams.optional"));
  }

  @Test
  void refusesAStreamThatTheContractLacks() {
    assertThatThrownBy(() -> Preparations.shards(street(), CLASSES, List.of(RGB)))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.args()).containsEntry("field", "streams.name"));
  }
}
