package dev.gyre.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.scenes.scenario.Distribution;
import dev.gyre.scenes.scenario.Quantity;
import dev.gyre.scenes.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same scenario and seed give the same arrays, wherever and however they are rendered. */
class DeterminismTests {

  /** Of the frames in {@link FrameDigest}; they change only with the renderer or the scenarios. */
  private static final List<String> GOLDEN =
      List.of(
          "03b0b0555aef348ac7c345a88a04cb2fedeae07a6b6bc7b441396ecfdfd7bebe",
          "99138520d8066877f465eb5ed9a21a1505049961f1cfc1a2bc63758829ebbede",
          "8de7ca6aea6e6e61c8906aa22ce97c69afc6343800896c615c9b2fc718532894");

  @Test
  void givesThePinnedArrays() {
    List<String> digests =
        FrameDigest.KINDS.stream()
            .map(kind -> FrameDigest.small(kind, 7).frame(2, EnumSet.allOf(Sensor.class)))
            .map(FrameDigest::of)
            .toList();
    assertThat(digests).isEqualTo(GOLDEN);
  }

  @Test
  void givesEqualFramesFromOneAndFromTwoThreads() throws InterruptedException, ExecutionException {
    List<String> alone = new ArrayList<>();
    Simulation one = FrameDigest.small("rain", 3);
    for (int i = 0; i < 4; i++) {
      alone.add(FrameDigest.of(one.frame(i, EnumSet.allOf(Sensor.class))));
    }
    Simulation shared = FrameDigest.small("rain", 3);
    List<Future<String>> together = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int i = 3; i >= 0; i--) {
        int index = i;
        together.add(
            pool.submit(() -> FrameDigest.of(shared.frame(index, EnumSet.allOf(Sensor.class)))));
      }
    }
    for (int i = 0; i < 4; i++) {
      assertThat(together.get(3 - i).get()).isEqualTo(alone.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"})
  void givesEqualFramesUnderOtherCompilers(String flag) throws IOException, InterruptedException {
    assertThat(child(flag)).isEqualTo(GOLDEN);
  }

  private static List<String> child(String flag) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:+IgnoreUnrecognizedVMOptions",
                flag,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FrameDigest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  @Test
  void givesASensorEqualBytesWhateverElseIsAskedFor() {
    Simulation simulation = FrameDigest.small("dusk", 9);
    Frame all = simulation.frame(1, EnumSet.allOf(Sensor.class));
    Frame few = simulation.frame(1, EnumSet.of(Sensor.RGB, Sensor.INSTANCE));
    assertThat(few.rgb()).isEqualTo(all.rgb());
    assertThat(few.instance()).isEqualTo(all.instance());
    assertThat(few.depth()).isNull();
    assertThat(simulation.frame(1, EnumSet.of(Sensor.BOXES_3D)).boxes()).isEqualTo(all.boxes());
  }

  @Test
  void leavesTreesWhereTheyAreWhenMoreCarsCome() {
    Scenario few =
        FrameDigest.small("day", 4)
            .scenario()
            .with(Quantity.PARKED_CARS, new Distribution.Constant(6));
    Scenario many = few.with(Quantity.PARKED_CARS, new Distribution.Constant(22));
    Frame before = Simulation.of(few, 4).frame(0, EnumSet.of(Sensor.INSTANCE, Sensor.SEMANTIC));
    Frame after = Simulation.of(many, 4).frame(0, EnumSet.of(Sensor.INSTANCE, Sensor.SEMANTIC));
    byte[] kinds = Objects.requireNonNull(before.semantic());
    byte[] newKinds = Objects.requireNonNull(after.semantic());
    int moved = 0;
    int cars = 0;
    for (int p = 0; p < kinds.length; p++) {
      boolean tree = kinds[p] == SceneClass.VEGETATION.id() || kinds[p] == SceneClass.BUILDING.id();
      boolean hidden = newKinds[p] == SceneClass.CAR.id();
      cars += hidden && kinds[p] != SceneClass.CAR.id() ? 1 : 0;
      moved +=
          tree
                  && !hidden
                  && Objects.requireNonNull(before.instance())[p]
                      != Objects.requireNonNull(after.instance())[p]
              ? 1
              : 0;
    }
    assertThat(cars).as("pixels of new cars").isPositive();
    assertThat(moved).isZero();
  }

  @Test
  void givesOtherScenesForOtherSeeds() {
    Frame one = FrameDigest.small("day", 1).frame(0, EnumSet.of(Sensor.RGB));
    Frame other = FrameDigest.small("day", 2).frame(0, EnumSet.of(Sensor.RGB));
    assertThat(one.rgb()).isNotEqualTo(other.rgb());
  }
}
