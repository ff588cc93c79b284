package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.align.Pose;
import dev.gyre.streams.align.Quaternion;
import dev.gyre.streams.align.Vector3;
import dev.gyre.streams.array.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReframingTests {

  private static final FrameSize FRAME = new FrameSize(64, 48);
  private static final Intrinsics CAMERA = new Intrinsics(60, 58, 0, 31, 25);

  private static Point seen(Intrinsics camera, Vector3 place) {
    return camera
        .matrix()
        .apply(new Point(place.xMetres() / place.zMetres(), place.yMetres() / place.zMetres()));
  }

  private static Vector3 inFront(Random random) {
    double z = random.nextDouble(1, 20);
    return new Vector3(random.nextDouble(-0.5, 0.5) * z, random.nextDouble(-0.4, 0.4) * z, z);
  }

  @Test
  void seesPlacesWhereTheWarpPutsTheirPixels() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Homography map = Warp.of(FRAME, Frames.steps(random, FRAME)).map();
      Reframing reframing = Reframing.of(CAMERA, map);
      Vector3 place = inFront(random);
      Point before = seen(CAMERA, place);
      if (map.depthOf(before.x(), before.y()) < 0.05) {
        continue;
      }

      Point expected = map.apply(before);
      Vector3 moved = reframing.apply(place);
      Point found = seen(reframing.camera(), moved);

      assertThat(moved.zMetres()).as("seed %d", seed).isPositive();
      assertThat(found.x()).as("seed %d", seed).isCloseTo(expected.x(), within(1e-6));
      assertThat(found.y()).as("seed %d", seed).isCloseTo(expected.y(), within(1e-6));
      assertThat(length(moved)).isCloseTo(length(place), within(1e-9));
    }
  }

  private static double length(Vector3 v) {
    return Math.sqrt(
        v.xMetres() * v.xMetres() + v.yMetres() * v.yMetres() + v.zMetres() * v.zMetres());
  }

  @Test
  void changesNothingInSpaceByResizeCropAndPad() {
    Warp warp =
        Warp.of(
            FRAME,
            List.of(
                new Transform.Resize(new FrameSize(128, 24)),
                new Transform.Crop(8, 4, new FrameSize(100, 20)),
                new Transform.Pad(1, 2, 3, 4)));

    Reframing reframing = Reframing.of(CAMERA, warp.map());

    assertThat(reframing.turn()).containsExactly(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);
    // cx: (31 + 0.5) * 2 - 0.5 - 8 + 1; cy: (25 + 0.5) / 2 - 0.5 - 4 + 2.
    assertThat(reframing.camera()).isEqualTo(new Intrinsics(120, 29, 0, 55.5, 10.25));
  }

  @Test
  void mirrorsPositionsByAFlipAndKeepsWhereObjectsHead() {
    Warp flip = Warp.of(FRAME, List.of(new Transform.Flip(Transform.Flip.Axis.HORIZONTAL)));
    Reframing reframing = Reframing.of(CAMERA, flip.map());
    // Heads 30 degrees from the camera's z towards x: its own x axis is (sin 30, 0, cos 30).
    double half = Math.toRadians(-60) / 2;
    Pose pose =
        new Pose(new Vector3(2, 0.5, 9), new Quaternion(Math.cos(half), 0, Math.sin(half), 0));

    Pose mirrored = reframing.apply(pose);

    assertThat(reframing.mirrors()).isTrue();
    assertThat(mirrored.position()).isEqualTo(new Vector3(-2, 0.5, 9));
    assertThat(heading(pose)).satisfies(v -> near(v, new Vector3(0.5, 0, Math.sqrt(0.75))));
    assertThat(heading(mirrored)).satisfies(v -> near(v, new Vector3(-0.5, 0, Math.sqrt(0.75))));
    assertThat(reframing.camera().cxPx()).isEqualTo(63 - 31);
  }

  @Test
  void turnsRandomPosesAsTheirAxesTurn() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Reframing reframing = Reframing.of(CAMERA, Warp.of(FRAME, Frames.steps(random, FRAME)).map());
      double[] q = random.doubles(4, -1, 1).toArray();
      double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
      Pose pose =
          new Pose(
              inFront(random), new Quaternion(q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm));

      Vector3 expected = reframing.apply(heading(pose));

      near(heading(reframing.apply(pose)), expected);
    }
  }

  /** The object's own x axis, by the product q (0, 1, 0, 0) q*. */
  private static Vector3 heading(Pose pose) {
    Quaternion q = pose.rotation();
    Quaternion turned =
        q.times(new Quaternion(0, 1, 0, 0)).times(new Quaternion(q.w(), -q.x(), -q.y(), -q.z()));
    return new Vector3(turned.x(), turned.y(), turned.z());
  }

  private static void near(Vector3 found, Vector3 expected) {
    assertThat(found.xMetres()).isCloseTo(expected.xMetres(), within(1e-9));
    assertThat(found.yMetres()).isCloseTo(expected.yMetres(), within(1e-9));
    assertThat(found.zMetres()).isCloseTo(expected.zMetres(), within(1e-9));
  }

  @Test
  void measuresDepthOfAPlaneAlongTheNewAxisAfterAPerspective() {
    // A wall at z = 5 in the old axes: a place on it has another depth in the new ones.
    float[] wall = new float[64 * 48];
    Arrays.fill(wall, 5);
    Warp warp =
        Warp.of(
            FRAME,
            List.of(
                new Transform.Perspective(
                    List.of(
                        new Point(0.1, 0.05),
                        new Point(0, 0),
                        new Point(0.1, 0),
                        new Point(0, -0.1)))));
    Reframing reframing = Reframing.of(CAMERA, warp.map());

    Layer.Depth seen = new Layer.Depth(NdArray.float32(wall, 48, 64), 0, CAMERA).through(warp);

    int compared = 0;
    for (int i = 0; i < seen.values().length(); i++) {
      if (seen.values().at(i) == 0) {
        continue;
      }
      Point source = warp.map().inverse().apply(new Point(i % 64, Math.floorDiv(i, 64)));
      Point ray =
          CAMERA
              .matrix()
              .inverse()
              .apply(new Point(Places.nearest(source.x()), Places.nearest(source.y())));
      Vector3 place = new Vector3(5 * ray.x(), 5 * ray.y(), 5);
      assertThat(seen.values().at(i)).isCloseTo(reframing.apply(place).zMetres(), within(1e-5));
      compared++;
    }
    assertThat(compared).isGreaterThan(2_000);
  }
}
