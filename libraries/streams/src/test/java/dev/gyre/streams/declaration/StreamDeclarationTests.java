package dev.gyre.streams.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.declaration.Calibration.Distortion;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure.Range;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StreamDeclarationTests {

  private static final Labels LABELS =
      new Labels(List.of(new LabelClass(0, "road", 0x804080), new LabelClass(1, "car", 0x8e)), 255);

  private static StreamDeclaration camera() {
    return StreamDeclaration.of(
            "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN)
        .with(new Timing("header", 30.0))
        .with(
            new Calibration(
                640,
                480,
                525,
                525,
                319.5,
                239.5,
                new Distortion("brown-conrady", List.of(0.1, -0.2, 0.0, 0.0))));
  }

  @Test
  void equalDeclarationsHaveEqualDigestsAndEveryFieldCounts() {
    assertThat(camera().digest()).isEqualTo(camera().digest());
    assertThat(camera().canonicalJson())
        .contains("\"rate_hz\":30")
        .contains("\"model\":\"brown-conrady\"");
    assertThat(
            List.of(
                camera().digest(),
                camera().with(new Timing("header", 29.97)).digest(),
                camera().with(new Timing("log", 30.0)).digest(),
                camera().with(new Presence.Optional(0)).digest(),
                camera().with(new Presence.Optional(1)).digest(),
                camera()
                    .with(new Calibration(640, 480, 525, 525, 319.5, 239.5, Distortion.NONE))
                    .digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void knowsTheIdsOfItsClassesAndWhatIsIgnored() {
    assertThat(LABELS.ids()).containsExactlyInAnyOrder(0, 1, 255);
    assertThat(LABELS.idOf("car")).hasValue(1);
    assertThat(LABELS.idOf("cat")).isEmpty();
  }

  @Test
  void refusalsNameFieldAndValue() {
    refuses(() -> camera("RGB left"), "name is 'RGB left'");
    refuses(() -> camera("a".repeat(18)), "name is 'aaa");
    refuses(() -> new Measure("m", 0, 0, null, null), "scale is 0.0");
    refuses(() -> new Measure("m", 1, Double.NaN, null, null), "offset is NaN");
    refuses(() -> new Measure("m", 1, 0, Double.NaN, null), "invalidValue is NaN");
    refuses(() -> new Measure("square metres", 1, 0, null, null), "unit is 'square metres'");
    refuses(() -> new Range(3, 3), "validRange is 3.0 to 3.0");
    refuses(() -> new Timing("header", -1.0), "rateHz is -1.0");
    refuses(() -> new Timing("My clock", null), "clock is 'My clock'");
    refuses(() -> new Form(ElementType.UINT8, List.of(4, 0)), "shape is [4, 0]");
    refuses(() -> new Presence.Optional(Double.NaN), "presence.fill is NaN");
    refuses(
        () -> new Calibration(640, 480, 0, 525, 0, 0, Distortion.NONE),
        "calibration.fx and fy are 0.0 and 525.0");
    refuses(() -> new LabelClass(-1, "plate", 0), "labels.classes.id is -1");
    refuses(
        () -> new Labels(List.of(new LabelClass(1, "a", 0), new LabelClass(1, "b", 0)), null),
        "id 1 or name 'b' twice");
    refuses(
        () -> new ItemTimes(Map.of(), 5L, 4L, null),
        "times.exposureEndNanos is 4, before the start 5");
    refuses(() -> ItemAttributes.NONE.withScale(0), "scale is 0.0");
  }

  @Test
  void refusesToScaleIdsByDeclarationOrByItem() {
    refuses(
        () ->
            StreamDeclaration.of(
                "objects",
                StreamKind.INSTANCE_MAP,
                Form.picture(ElementType.UINT16, 1),
                new Measure("1", 2, 0, null, null)),
        "scale 2.0");
    StreamDeclaration seg =
        StreamDeclaration.ofLabels("seg", Form.picture(ElementType.UINT8, 1), LABELS);
    refuses(() -> ItemAttributes.NONE.withOffset(1).over(seg), "offset 1.0");
    refuses(
        () ->
            StreamDeclaration.of(
                "seg", StreamKind.LABEL_MAP, Form.picture(ElementType.UINT8, 1), Measure.PLAIN),
        "labels of stream 'seg'");
  }

  private static StreamDeclaration camera(String name) {
    return StreamDeclaration.of(
        name, StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN);
  }

  private static void refuses(ThrowingCallable call, String fieldAndValue) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(fieldAndValue);
  }
}
