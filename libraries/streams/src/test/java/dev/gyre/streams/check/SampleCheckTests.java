package dev.gyre.streams.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.CheckSettings.MaskPair;
import dev.gyre.streams.check.Fault.Kind;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.codec.DecodeOptions;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleCheckTests {

  private static final Labels ONTOLOGY =
      new Labels(
          IntStream.range(0, 12).mapToObj(i -> new LabelClass(i, "class " + i, i)).toList(), 255);

  private static final List<StreamDeclaration> STREAMS =
      List.of(
          StreamDeclaration.of(
              "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN),
          StreamDeclaration.ofLabels("seg", Form.picture(ElementType.UINT8, 1), ONTOLOGY),
          StreamDeclaration.of(
              "depth",
              StreamKind.DEPTH,
              Form.picture(ElementType.UINT16, 1),
              Measure.metres(0.001, 0, new Measure.Range(0.2, 60))),
          StreamDeclaration.of(
                  "pose", StreamKind.POSE, Form.vector(ElementType.FLOAT64, 7), Measure.PLAIN)
              .with(new Presence.Optional(0)));

  private static final CheckSettings SETTINGS =
      new CheckSettings(
          List.of(Set.of("rgb", "seg", "depth")), 0.05, List.of(new MaskPair("seg", "rgb")));

  private final SampleCheck check =
      new SampleCheck(STREAMS, SETTINGS, Codecs.standard(), DecodeOptions.STANDARD);

  @Test
  void findsEachOfEightPlantedFaultsAndNothingElse() {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Map<String, CheckedItem> items = items(i);
      long time = i == 13 ? 12 : i;
      switch (i) {
        case 1 -> items.put("depth", depth(i, 1000).stating("s/2"));
        case 3 -> items.put("seg", png(street(i).labels(6, 0)));
        case 5 -> items.put("depth", depth(i, 20));
        case 7 -> items.put("seg", labelled(i, 77));
        case 9 -> items.put("rgb", truncated(i));
        case 15 -> items.put("depth", png(NdArray.uint16(metres(50 * 40, 1000), 50, 40)));
        case 17 -> items.put("pose", pose(Double.NaN, 1));
        default -> {}
      }
      faults.addAll(check.check(new CheckedSample("s/" + i, "s", time, items)));
    }
    assertThat(faults)
        .extracting(fault -> fault.kind() + " " + fault.sample() + " " + fault.stream())
        .containsExactly(
            "SWAPPED_ID s/1 depth",
            "SHIFTED_MASK s/3 seg",
            "WRONG_UNIT s/5 depth",
            "UNKNOWN_CLASS s/7 seg",
            "TRUNCATED s/9 rgb",
            "DUPLICATE_TIME s/13 rgb",
            "MIXED_SIZES s/15 depth",
            "NAN_IN_POSE s/17 pose");
    assertThat(faults.get(0).detail()).contains("'s/2'");
    assertThat(faults.get(1).detail()).contains("Moved by -6, 0 pixels");
    assertThat(faults.get(2).detail()).contains("a share of 1.000 above 0.05");
    assertThat(faults.get(3).detail()).contains("{77=3}");
    assertThat(faults.get(6).detail()).contains("depth=40 x 50").contains("seg=200 x 120");
  }

  @Test
  void takesTheScaleOfTheItemBeforeItSaysWrongUnit() {
    Map<String, CheckedItem> items = items(0);
    CheckedItem tens = depth(0, 20);
    items.put("depth", tens.with(ItemAttributes.NONE.withScale(0.05)));
    assertThat(check.check(new CheckedSample("a", null, null, items))).isEmpty();
  }

  @Test
  void namesMissingStreamsWrongFormsAndNoRotations() {
    Map<String, CheckedItem> items = items(0);
    items.remove("depth");
    items.put("seg", png(NdArray.uint16(new short[4], 2, 2)));
    items.put("pose", pose(0, 1.5));
    items.put("rgb", CheckedItem.of("just text, no picture".getBytes(StandardCharsets.UTF_8)));
    assertThat(check.check(new CheckedSample("a", null, null, items)))
        .extracting(Fault::kind)
        .containsExactly(
            Kind.UNKNOWN_FORMAT, Kind.WRONG_FORM, Kind.MISSING_STREAM, Kind.NAN_IN_POSE);
  }

  @Test
  void readsThePaletteOfALabelMapAsIds() {
    Map<String, CheckedItem> items = items(0);
    byte[] file =
        new PngCodec()
            .encodeIds(
                street(0).labels(0, 0), IntStream.range(0, 12).mapToObj(i -> 70 * i).toList());
    items.put("seg", CheckedItem.of(file));
    assertThat(check.check(new CheckedSample("a", null, null, items))).isEmpty();
  }

  private static Street street(int i) {
    return new Street(i, 10, 5, 0);
  }

  private static Map<String, CheckedItem> items(int i) {
    Map<String, CheckedItem> items = new HashMap<>();
    items.put("rgb", png(street(i).picture()));
    items.put("seg", png(street(i).labels(0, 0)));
    items.put("depth", depth(i, 1000));
    items.put("pose", pose(0.5, 1));
    return items;
  }

  private static CheckedItem png(NdArray values) {
    return CheckedItem.of(new PngCodec().encode(values));
  }

  private static CheckedItem depth(int seed, int unit) {
    return CheckedItem.of(
        new NpyCodec()
            .encode(
                NdArray.uint16(
                    metres(Street.HEIGHT * Street.WIDTH, unit + seed % 2),
                    Street.HEIGHT,
                    Street.WIDTH)));
  }

  /** One to nine metres with holes. */
  private static short[] metres(int length, int unit) {
    short[] values = new short[length];
    for (int i = 0; i < length; i++) {
      values[i] = (short) (i % 10 * unit);
    }
    return values;
  }

  private static CheckedItem labelled(int i, int id) {
    NdArray labels = street(i).labels(0, 0);
    byte[] ids = labels.bytes().clone();
    Arrays.fill(ids, 400, 403, (byte) id);
    return png(NdArray.uint8(ids, labels.shape()));
  }

  private static CheckedItem truncated(int i) {
    byte[] file = new PngCodec().encode(street(i).picture());
    return CheckedItem.of(Arrays.copyOf(file, file.length / 2));
  }

  private static CheckedItem pose(double x, double length) {
    return CheckedItem.of(
        NdArray.float64(new double[] {x, 0, 0, 0, 0, 0.6 * length, 0.8 * length}, 7));
  }
}
