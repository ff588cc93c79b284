package dev.gyre.worker.job;

import static java.util.Objects.requireNonNull;

import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.Simulation;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.streams.Split;
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.preparation.InputItem;
import dev.gyre.streams.preparation.InputSample;
import dev.gyre.streams.preparation.PreparationReport;
import dev.gyre.streams.preparation.PreparationRun;
import dev.gyre.streams.preparation.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Simulated streets by day of 96 x 64 px: colour, depth in millimetres, and the class of pixels.
 */
public final class Streets {

  public static final int HEIGHT = 64;
  public static final int WIDTH = 96;

  /** What is not one of them says nothing. */
  public static final List<String> CLASSES =
      List.of("road", "building", "vegetation", "sky", "car");

  private static final List<SceneClass> SHOWN =
      List.of(
          SceneClass.ROAD,
          SceneClass.BUILDING,
          SceneClass.VEGETATION,
          SceneClass.SKY,
          SceneClass.CAR);

  public static final List<StreamSpec> STREAMS =
      List.of(
          new StreamSpec("front", StreamSpec.IMAGE, true, 3),
          new StreamSpec(
              "range",
              StreamSpec.DEPTH,
              false,
              null,
              "m",
              ElementType.UINT16,
              null,
              0.001,
              null,
              0.0,
              null,
              null));

  private static final ResizeSpec SAME = new ResizeSpec(WIDTH, HEIGHT, "nearest");

  /** Every fifth sample lacks its depth. */
  public static final PreparationSpec PREPARATION =
      new PreparationSpec(
          List.of(
              PreparedStreamSpec.picture("front", "rgb"),
              PreparedStreamSpec.input("range").with(SAME).asOptional(),
              PreparedStreamSpec.labels("truth", "front")),
          List.of(),
          new ModelInputSpec(
              HEIGHT,
              WIDTH,
              false,
              List.of(
                  new ModelInputPart(
                      "front", 1 / 255.0, List.of(0.4, 0.4, 0.4), List.of(0.25, 0.25, 0.25), false),
                  new ModelInputPart("range", 0.05, List.of(0.5), List.of(0.5), true))));

  private static final String SCENARIO =
      """
      {"name": "day", "image": {"widthPx": 96, "heightPx": 64}, "durationSeconds": 1,
       "ratesHz": {"rgb": 10}, "time": {"hour": {"uniform": [9, 16]}},
       "traffic": {"parkedCarsPer100Metres": {"uniform": [10, 28]}}}
      """;

  private Streets() {}

  /** Renders and prepares so many scenes, one picture each, into a folder. */
  public static PreparationReport prepare(Path folder, int train, int validation)
      throws IOException {
    Scenario scenario = Scenario.parse(SCENARIO);
    List<InputSample> samples = new ArrayList<>();
    for (int i = 0; i < train + validation; i++) {
      samples.add(sample(scenario, i, i < train ? Split.TRAIN : Split.VALIDATION));
    }
    return new PreparationRun(
            Preparations.shards(PREPARATION, CLASSES, STREAMS), RunSettings.STANDARD)
        .run(samples.iterator(), folder, (_, _) -> {});
  }

  private static InputSample sample(Scenario scenario, int index, Split split) {
    Frame frame =
        Simulation.of(scenario, 100 + index)
            .frame(0, EnumSet.of(Sensor.RGB, Sensor.DEPTH_MM, Sensor.SEMANTIC));
    String key = "street/%03d".formatted(index);
    NdArray rgb = NdArray.uint8(requireNonNull(frame.rgb()), HEIGHT, WIDTH, 3);
    NdArray depth = NdArray.uint16(requireNonNull(frame.depthMm()), HEIGHT, WIDTH);
    InputItem front = InputItem.of(key + "/rgb", rgb);
    return new InputSample(
        key,
        null,
        split,
        key,
        null,
        index % 5 == 4
            ? Map.of("front", front)
            : Map.of("front", front, "range", InputItem.of(key + "/depth", depth)),
        Map.of("truth", InputItem.of(key + "/truth", truth(requireNonNull(frame.semantic())))));
  }

  private static NdArray truth(byte[] semantic) {
    byte[] ids = new byte[semantic.length];
    for (int i = 0; i < ids.length; i++) {
      int id = semantic[i];
      int shown = 255;
      for (int k = 0; k < SHOWN.size(); k++) {
        shown = SHOWN.get(k).id() == id ? k : shown;
      }
      ids[i] = (byte) shown;
    }
    return NdArray.uint8(ids, HEIGHT, WIDTH);
  }
}
