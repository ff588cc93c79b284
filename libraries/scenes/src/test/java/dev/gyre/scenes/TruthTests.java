package dev.gyre.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scenes.scenario.Examples;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Truth is exact by construction: boxes, masks, depth and flow tell the same story. */
class TruthTests {

  private static final int WIDTH = 240;
  private static final int HEIGHT = 144;
  private static final EnumSet<Sensor> TRUTH = EnumSet.complementOf(EnumSet.of(Sensor.RGB));

  private static Simulation scene(String kind, long seed) {
    return Simulation.of(Examples.scenario(kind).sized(WIDTH, HEIGHT), seed);
  }

  private static short[] instances(Frame frame) {
    return Objects.requireNonNull(frame.instance());
  }

  @Test
  void boxesAreTheExtentsOfMasks() {
    int boxes = 0;
    for (long seed = 1; seed <= 4; seed++) {
      Frame frame = scene("day", seed).frame(3, TRUTH);
      Map<Integer, int[]> extents = extents(frame);
      for (Box box : Objects.requireNonNull(frame.boxes())) {
        int[] e = extents.get(box.instance());
        if (e == null) {
          assertThat(box.visible()).isNull();
          assertThat(box.visiblePixels()).isZero();
          assertThat(box.occlusion()).isEqualTo(1);
        } else {
          assertThat(box.visible()).isEqualTo(new Box.Extent(e[0], e[1], e[2] + 1, e[3] + 1));
          assertThat(box.visiblePixels()).isEqualTo(e[4]);
          boxes++;
        }
      }
    }
    assertThat(boxes).isGreaterThan(40);
  }

  private static Map<Integer, int[]> extents(Frame frame) {
    Map<Integer, int[]> extents = new TreeMap<>();
    short[] ids = instances(frame);
    for (int p = 0; p < ids.length; p++) {
      int x = p % WIDTH;
      int y = p / WIDTH;
      int[] e = extents.computeIfAbsent(ids[p] & 0xffff, k -> new int[] {x, y, x, y, 0});
      e[0] = Math.min(e[0], x);
      e[1] = Math.min(e[1], y);
      e[2] = Math.max(e[2], x);
      e[3] = Math.max(e[3], y);
      e[4]++;
    }
    return extents;
  }

  @Test
  void fullExtentsHoldVisibleOnesAndOcclusionIsTheHiddenShare() {
    int hidden = 0;
    for (Box box : boxes("day", 2)) {
      Box.Extent v = box.visible();
      Box.Extent f = box.full();
      assertThat(box.fullPixels()).isGreaterThanOrEqualTo(Math.max(1, box.visiblePixels()));
      assertThat(box.occlusion())
          .isEqualTo(1 - (double) box.visiblePixels() / box.fullPixels(), within(1e-12));
      hidden += box.occlusion() > 0.2 ? 1 : 0;
      if (v != null) {
        assertThat(f.x0()).isLessThanOrEqualTo(v.x0());
        assertThat(f.y0()).isLessThanOrEqualTo(v.y0());
        assertThat(f.x1()).isGreaterThanOrEqualTo(v.x1());
        assertThat(f.y1()).isGreaterThanOrEqualTo(v.y1());
      }
    }
    assertThat(hidden).as("partly hidden instances").isPositive();
  }

  private static List<Box> boxes(String kind, long seed) {
    return Objects.requireNonNull(scene(kind, seed).frame(3, TRUTH).boxes());
  }

  @Test
  void truncationIsPositiveWhereTheFrameCutsAndNearZeroWithin() {
    int cut = 0;
    for (long seed = 1; seed <= 6; seed++) {
      for (Box box : boxes("day", seed)) {
        Box.Extent f = box.full();
        boolean touches = f.x0() == 0 || f.y0() == 0 || f.x1() == WIDTH || f.y1() == HEIGHT;
        if (!touches) {
          assertThat(box.truncation()).isLessThan(0.02);
        }
        assertThat(box.truncation()).isBetween(0.0, 1.0);
        cut += box.truncation() > 0.1 ? 1 : 0;
      }
    }
    assertThat(cut).isPositive();
  }

  @Test
  void depthMapsAgreeAndTheSkyIsZero() {
    Frame frame = scene("day", 5).frame(0, TRUTH);
    float[] metres = Objects.requireNonNull(frame.depth());
    short[] mm = Objects.requireNonNull(frame.depthMm());
    byte[] kinds = Objects.requireNonNull(frame.semantic());
    int beyond = 0;
    for (int p = 0; p < metres.length; p++) {
      boolean sky = kinds[p] == SceneClass.SKY.id();
      assertThat(metres[p] == 0).isEqualTo(sky);
      assertThat(instances(frame)[p] == 0).isEqualTo(sky);
      if (metres[p] > 65.5355) {
        assertThat(mm[p]).isZero();
        beyond++;
      } else if (metres[p] < 65.534) {
        assertThat((mm[p] & 0xffff) / 1000.0).isEqualTo(metres[p], within(0.000501));
      }
    }
    assertThat(beyond).isPositive();
  }

  @Test
  void flowPointsToTheSameInstanceInTheNextFrame() {
    Simulation simulation = scene("day", 6);
    Frame now = simulation.frame(4, TRUTH);
    Frame then = simulation.frameAt(now.nextNanos(), TRUTH);
    float[] flow = Objects.requireNonNull(now.flow());
    byte[] valid = Objects.requireNonNull(now.flowValid());
    int agree = 0;
    int inside = 0;
    for (int p = 0; p < valid.length; p++) {
      int column = p % WIDTH;
      int row = p / WIDTH;
      int x = (int) Math.floor(column + 0.5 + flow[2 * p]);
      int y = (int) Math.floor(row + 0.5 + flow[2 * p + 1]);
      if (instances(now)[p] != 0 && x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT) {
        inside++;
        boolean same = instances(then)[y * WIDTH + x] == instances(now)[p];
        assertThat(valid[p] == 1).isEqualTo(same);
        agree += same ? 1 : 0;
      } else {
        assertThat(valid[p]).isZero();
      }
    }
    assertThat((double) agree / inside).isGreaterThan(0.93);
  }

  @Test
  void normalsAreUnitAndFaceTheCamera() {
    Frame frame = scene("day", 3).frame(0, TRUTH);
    float[] n = Objects.requireNonNull(frame.normals());
    double focal = frame.pose().focalPx();
    for (int p = 0; p < n.length / 3; p++) {
      if (instances(frame)[p] != 0) {
        double length =
            n[3 * p] * n[3 * p] + n[3 * p + 1] * n[3 * p + 1] + n[3 * p + 2] * n[3 * p + 2];
        assertThat(length).isEqualTo(1, within(1e-4));
        int column = p % WIDTH;
        int row = p / WIDTH;
        double towards =
            n[3 * p] * (column + 0.5 - WIDTH / 2.0) / focal
                + n[3 * p + 1] * (row + 0.5 - HEIGHT / 2.0) / focal
                + n[3 * p + 2];
        assertThat(towards).isLessThan(1e-4);
      }
    }
  }

  @Test
  void boxesInSpaceProjectOverTheirFullExtents() {
    int checked = 0;
    for (Box box : boxes("day", 1)) {
      Box.Cuboid c = Objects.requireNonNull(box.inSpace());
      if (c.centreZ() > 8 && box.truncation() < 0.01) {
        double focal = scene("day", 1).frame(3, EnumSet.noneOf(Sensor.class)).pose().focalPx();
        double u = WIDTH / 2.0 + focal * c.centreX() / c.centreZ();
        double v = HEIGHT / 2.0 + focal * c.centreY() / c.centreZ();
        assertThat(u).isBetween(box.full().x0() - 2.0, box.full().x1() + 2.0);
        assertThat(v).isBetween(box.full().y0() - 2.0, box.full().y1() + 2.0);
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void eachSensorKeepsItsOwnRate() {
    String yaml = "{name: rates, durationSeconds: 1, ratesHz: {rgb: 30, depth: 10, semantic: 2}}";
    List<Capture> captures =
        Simulation.of(dev.gyre.scenes.scenario.Scenario.parse(yaml), 1).captures();
    assertThat(captures).hasSize(30);
    assertThat(captures.stream().filter(c -> c.sensors().contains(Sensor.DEPTH))).hasSize(10);
    assertThat(captures.stream().filter(c -> c.sensors().contains(Sensor.SEMANTIC)))
        .extracting(Capture::timeNanos)
        .containsExactly(0L, 500_000_000L);
  }
}
