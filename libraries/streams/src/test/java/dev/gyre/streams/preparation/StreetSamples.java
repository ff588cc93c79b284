package dev.gyre.streams.preparation;

import dev.gyre.streams.Split;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.check.CheckSettings;
import dev.gyre.streams.codec.Codec;
import dev.gyre.streams.codec.NpyCodec;
import dev.gyre.streams.codec.PngCodec;
import dev.gyre.streams.declaration.Calibration;
import dev.gyre.streams.declaration.Form;
import dev.gyre.streams.declaration.ItemAttributes;
import dev.gyre.streams.declaration.ItemTimes;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.Labels.LabelClass;
import dev.gyre.streams.declaration.Measure;
import dev.gyre.streams.declaration.Presence;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.geometry.FrameSize;
import dev.gyre.streams.geometry.Transform;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Made-up streets: a road, a car that drives across and a person, as colours, millimetres, class
 * ids and a pose; a second camera looks back.
 */
final class StreetSamples {

  static final int HEIGHT = 48;
  static final int WIDTH = 64;
  static final int SKY = 0;
  static final int ROAD = 7;
  static final int PERSON = 24;
  static final int CAR = 26;

  static final Labels TABLE =
      new Labels(
          List.of(
              new LabelClass(SKY, "sky", 0x4682b4),
              new LabelClass(ROAD, "road", 0x804080),
              new LabelClass(PERSON, "person", 0xdc143c),
              new LabelClass(CAR, "car", 0x00008e)),
          250);

  static final List<String> CLASSES = List.of("road", "car", "person");

  static final Calibration CAMERA =
      new Calibration(WIDTH, HEIGHT, 60, 60, 31.5, 23.5, Calibration.Distortion.NONE);

  static final PreparedStream RGB =
      PreparedStream.of(
          StreamDeclaration.of(
                  "rgb", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 3), Measure.PLAIN)
              .with(CAMERA));

  static final PreparedStream DEPTH =
      PreparedStream.of(
          StreamDeclaration.of(
                  "depth",
                  StreamKind.DEPTH,
                  Form.picture(ElementType.UINT16, 1),
                  Measure.metres(0.001, 0, new Measure.Range(0.2, 65)))
              .with(new Presence.Optional(0))
              .with(CAMERA));

  static final PreparedStream POSE =
      PreparedStream.of(
          StreamDeclaration.of(
              "pose", StreamKind.POSE, Form.vector(ElementType.FLOAT64, 7), Measure.PLAIN));

  static final PreparedStream REAR =
      PreparedStream.of(
              StreamDeclaration.of(
                  "rear", StreamKind.IMAGE, Form.picture(ElementType.UINT8, 1), Measure.PLAIN))
          .inFrame("rear")
          .with(new Resize.Fixed(WIDTH, HEIGHT, Resize.Interpolation.LINEAR));

  static final PreparedStream SEG =
      PreparedStream.ofAnnotation(
              StreamDeclaration.ofLabels("seg", Form.picture(ElementType.UINT8, 1), TABLE))
          .ignoring(Set.of("sky"));

  static final FusedInput FUSED =
      new FusedInput(
          List.of(
              new FusedInput.Part("rgb", ModelInput.unit(Colour.RGB), false),
              new FusedInput.Part(
                  "depth",
                  new ModelInput(0.1, List.of(1.0), List.of(2.0), ModelInput.Layout.NCHW),
                  true)));

  static final List<Transform> GEOMETRY =
      List.of(
          new Transform.Crop(4, 0, new FrameSize(56, 48)),
          new Transform.Flip(Transform.Flip.Axis.HORIZONTAL),
          new Transform.Resize(new FrameSize(28, 24)));

  static final PreparationSpec SPEC = spec(List.of(RGB, DEPTH, POSE, REAR, SEG), GEOMETRY);

  private StreetSamples() {}

  static PreparationSpec spec(List<PreparedStream> streams, List<Transform> geometry) {
    return new PreparationSpec(streams, geometry, CheckSettings.STANDARD, FUSED, CLASSES);
  }

  /** Ten of a sequence; of each ten the first three lack depth. */
  static List<InputSample> samples(int count) {
    List<InputSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i));
    }
    return samples;
  }

  static InputSample sample(int i) {
    Map<String, InputItem> streams = new HashMap<>();
    streams.put("rgb", file("rgb", i, rgb(i)));
    streams.put("rear", file("rear", i, rear(i)));
    streams.put("pose", file("pose", i, pose(i)));
    if (i % 10 >= 3) {
      streams.put("depth", file("depth", i, depth(i, 1000)));
    }
    return new InputSample(
        "drive/%03d".formatted(i),
        null,
        i % 5 == 4 ? Split.TEST : Split.TRAIN,
        "drive",
        new SequencePlace("drive", i, 33_333_333L * i),
        streams,
        Map.of("seg", file("seg", i, seg(i))));
  }

  /** The sample with another item of a stream. */
  static InputSample with(InputSample sample, String stream, InputItem item) {
    Map<String, InputItem> streams = new HashMap<>(sample.streams());
    Map<String, InputItem> annotations = new HashMap<>(sample.annotations());
    (stream.equals("seg") ? annotations : streams).put(stream, item);
    return new InputSample(
        sample.key(),
        sample.label(),
        sample.split(),
        sample.group(),
        sample.place(),
        streams,
        annotations);
  }

  static InputItem file(String stream, int i, NdArray values) {
    Codec codec = stream.equals("pose") ? new NpyCodec() : new PngCodec();
    return file(stream, i, codec.encode(values))
        .with(ItemAttributes.NONE.with(ItemTimes.of("header", 33_333_333L * i)));
  }

  static InputItem file(String stream, int i, byte[] bytes) {
    return InputItem.of("%s-%d".formatted(stream, i), () -> new ByteArrayInputStream(bytes));
  }

  static NdArray rgb(int i) {
    Random random = new Random(i);
    byte[] bytes = new byte[HEIGHT * WIDTH * 3];
    for (int at = 0; at < HEIGHT * WIDTH; at++) {
      int colour =
          switch (what(at, i)) {
            case SKY -> 0x90b8e8;
            case ROAD -> 0x606064;
            case PERSON -> 0xd86040;
            default -> 0x2040a0;
          };
      for (int c = 0; c < 3; c++) {
        bytes[3 * at + c] = (byte) ((colour >> (16 - 8 * c) & 0xff) + random.nextInt(12));
      }
    }
    return NdArray.uint8(bytes, HEIGHT, WIDTH, 3);
  }

  static NdArray rear(int i) {
    byte[] bytes = new byte[30 * 40];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (at % 40 * 5 + i);
    }
    return NdArray.uint8(bytes, 30, 40);
  }

  /** Sky is not measured. */
  static NdArray depth(int i, double unitsPerMetre) {
    short[] values = new short[HEIGHT * WIDTH];
    for (int at = 0; at < values.length; at++) {
      double metres =
          switch (what(at, i)) {
            case SKY -> 0;
            case ROAD -> 60.0 / (1 + at / WIDTH - HEIGHT / 2);
            case PERSON -> 6;
            default -> 9;
          };
      values[at] = (short) (int) Math.rint(metres * unitsPerMetre);
    }
    return NdArray.uint16(values, HEIGHT, WIDTH);
  }

  static NdArray seg(int i) {
    byte[] ids = new byte[HEIGHT * WIDTH];
    for (int at = 0; at < ids.length; at++) {
      ids[at] = (byte) what(at, i);
    }
    return NdArray.uint8(ids, HEIGHT, WIDTH);
  }

  static NdArray pose(int i) {
    return NdArray.float64(new double[] {i, 0.5 * i, 1.5, 0, 0, 0.6, 0.8}, 7);
  }

  private static int what(int at, int i) {
    int x = at % WIDTH;
    int y = at / WIDTH;
    int left = (3 * i) % (WIDTH - 20);
    if (x >= left && x < left + 16 && y >= 24 && y < 36) {
      return CAR;
    }
    if (x >= 50 && x < 54 && y >= 20 && y < 38) {
      return PERSON;
    }
    return y < HEIGHT / 2 ? SKY : ROAD;
  }
}
