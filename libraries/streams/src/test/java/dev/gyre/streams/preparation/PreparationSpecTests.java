package dev.gyre.streams.preparation;

import static dev.gyre.streams.preparation.StreetSamples.CLASSES;
import static dev.gyre.streams.preparation.StreetSamples.DEPTH;
import static dev.gyre.streams.preparation.StreetSamples.FUSED;
import static dev.gyre.streams.preparation.StreetSamples.GEOMETRY;
import static dev.gyre.streams.preparation.StreetSamples.RGB;
import static dev.gyre.streams.preparation.StreetSamples.SEG;
import static dev.gyre.streams.preparation.StreetSamples.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.CheckSettings;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.FrameSize;
import dev.gyre.streams.geometry.Sampling;
import dev.gyre.streams.geometry.Transform;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.Pictures;
import dev.gyre.streams.shard.StreamField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreparationSpecTests {

  private static final List<PreparedStream> STREAMS = List.of(RGB, DEPTH, SEG);

  @Test
  void hasAnotherDigestWhereverTheDeclarationDiffers() {
    PreparationSpec spec = StreetSamples.spec(STREAMS, GEOMETRY);
    List<PreparationSpec> others =
        List.of(
            StreetSamples.spec(STREAMS, List.of()),
            StreetSamples.spec(List.of(DEPTH, RGB, SEG), GEOMETRY),
            changed(0, RGB.with(Sampling.AREA)),
            changed(0, RGB.inFrame("front")),
            changed(0, RGB.writtenAs("npy")),
            changed(0, RGB.with(new Resize.Fixed(64, 48, Resize.Interpolation.LINEAR))),
            new PreparationSpec(
                STREAMS, GEOMETRY, new CheckSettings(List.of(), 0.1, List.of()), FUSED, CLASSES),
            new PreparationSpec(
                STREAMS,
                GEOMETRY,
                CheckSettings.STANDARD,
                new FusedInput(FUSED.parts().reversed()),
                CLASSES),
            new PreparationSpec(
                STREAMS, GEOMETRY, CheckSettings.STANDARD, FUSED, CLASSES.reversed()));

    assertThat(StreetSamples.spec(STREAMS, GEOMETRY).digest()).isEqualTo(spec.digest());
    assertThat(spec.canonicalJson()).contains("\"format\":\"gyre-preparation/2\"");
    assertThat(others)
        .extracting(PreparationSpec::digest)
        .doesNotHaveDuplicates()
        .doesNotContain(spec.digest());
  }

  @Test
  void isOnePictureOnlyInTheFormThatSaysSo() {
    PreparationSpec one =
        new PreparationSpec(
            Colour.RGB, new Resize.None(), ModelInput.unit(Colour.RGB), List.of("cat"));
    assertThat(one.streams()).extracting(PreparedStream::name).containsExactly("image");
    assertThat(one.canonicalJson()).contains("\"format\":\"gyre-preparation/1\"");
    PreparationSpec geometry =
        new PreparationSpec(
            one.streams(),
            List.of(new Transform.Flip(Transform.Flip.Axis.VERTICAL)),
            one.checks(),
            one.modelInput(),
            one.classes());
    assertThat(geometry.canonicalJson()).contains("\"format\":\"gyre-preparation/2\"");
  }

  @Test
  void saysWhatIsWritten() {
    List<StreamDeclaration> written = SPEC.written();

    assertThat(written)
        .extracting(one -> one.name() + " " + one.form().shape())
        .containsExactly(
            "rgb [24, 28, 3]", "depth [24, 28]", "pose [7]", "rear [24, 28]", "seg [24, 28]");
    assertThat(Objects.requireNonNull(written.getLast().labels()).ids())
        .isEqualTo(Set.of(0, 1, 2, 255));
    assertThat(SPEC.fields(Codecs.standard()))
        .extracting(StreamField::name)
        .containsExactly("rgb.png", "depth.png", "pose.npy", "rear.png", "seg.png");
  }

  @Test
  void fusesOnePictureAsItsModelInputDoes() {
    Image image = Pictures.random(1, 5, 4, 3);
    for (ModelInput.Layout layout : ModelInput.Layout.values()) {
      ModelInput input =
          new ModelInput(1 / 255.0, List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.4), layout);
      NdArray array = NdArray.uint8(image.pixels(), 5, 4, 3);
      assertThat(FusedInput.of("image", input).toTensor(Map.of("image", array), _ -> Measure.PLAIN))
          .isEqualTo(input.toTensor(image));
    }
  }

  @Test
  void refusesAnnotationsAsInputsOfTheModel() {
    FusedInput truth = FusedInput.of("seg", ModelInput.unit(Colour.GRAY));
    refuses(
        () -> new PreparationSpec(STREAMS, GEOMETRY, CheckSettings.STANDARD, truth, CLASSES),
        "truth is never an input");
  }

  @Test
  void refusesDeclarationsThatCannotBe() {
    refuses(() -> changed(0, DEPTH), "Stream 'depth' is there twice");
    refuses(
        () -> StreetSamples.spec(List.of(RGB, SEG), GEOMETRY), "'depth', which is not prepared");
    refuses(() -> changed(2, SEG.ignoring(Set.of())), "Class 'sky' of label map 'seg'");
    refuses(() -> changed(2, SEG.ignoring(Set.of("sky", "road"))), "Class 'road'");
    refuses(() -> changed(2, SEG.ignoring(Set.of("sky", "moon"))), "ignores [moon]");
    refuses(
        () -> SEG.with(new Resize.Fixed(8, 8, Resize.Interpolation.LINEAR)), "only pictures have");
    refuses(
        () -> StreetSamples.spec(STREAMS, crop(new FrameSize(64, 48), new FrameSize(65, 48))),
        "does not fit a frame");
    StreamDeclaration bare =
        StreamDeclaration.of(
            "depth", StreamKind.DEPTH, Form.picture(ElementType.UINT16, 1), Measure.PLAIN);
    refuses(() -> changed(1, PreparedStream.of(bare)), "without an invalid value");
    PreparationSpec unknown = changed(0, RGB.writtenAs("exr"));
    refuses(() -> unknown.fields(Codecs.standard()), "is written as 'exr'");
    PreparationSpec open =
        StreetSamples.spec(
            List.of(RGB, PreparedStream.of(DEPTH.declaration().with(new Presence.Optional(0)))),
            List.of());
    refuses(() -> new PreparationRun(open, RunSettings.STANDARD), "has an open side");
  }

  private static List<Transform> crop(FrameSize before, FrameSize crop) {
    return List.of(new Transform.Resize(before), new Transform.Crop(0, 0, crop));
  }

  private static PreparationSpec changed(int stream, PreparedStream other) {
    List<PreparedStream> streams = new ArrayList<>(STREAMS);
    streams.set(stream, other);
    return StreetSamples.spec(streams, GEOMETRY);
  }

  private static void refuses(Runnable declaration, String text) {
    assertThatIllegalArgumentException().isThrownBy(declaration::run).withMessageContaining(text);
  }
}
