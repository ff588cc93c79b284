package dev.gyre.streams.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InterpolationTests {

  private static final double TOLERANCE = 1e-12;

  private static Quaternion yaw(double degrees) {
    double half = Math.toRadians(degrees) / 2;
    return new Quaternion(Math.cos(half), 0, 0, Math.sin(half));
  }

  private static double degrees(Quaternion yaw) {
    double degrees = Math.toDegrees(2 * Math.atan2(yaw.z(), yaw.w()));
    return Math.IEEEremainder(degrees, 360);
  }

  private static TrackedBox box(String id, double x, double yawDegrees) {
    return new TrackedBox(
        id, new Pose(new Vector3(x, 2, 3), yaw(yawDegrees)), new Vector3(4, 2, 1.5));
  }

  @Test
  void turnsBoxesBetweenKeyFramesOnTheShorterArc() {
    Interpolation.BoxesBetween between =
        Interpolation.boxes(
            List.of(box("car", 0, -170), box("gone", 0, 0)),
            List.of(box("new", 0, 0), box("car", 10, 170)),
            0.25);

    TrackedBox car = between.boxes().getFirst();
    assertThat(between.boxes()).hasSize(1);
    assertThat(car.centre().position().xMetres()).isCloseTo(2.5, within(TOLERANCE));
    assertThat(degrees(car.centre().rotation())).isCloseTo(-175, within(1e-9));
    assertThat(car.sizeMetres()).isEqualTo(new Vector3(4, 2, 1.5));
    assertThat(between.onlyBefore()).containsExactly("gone");
    assertThat(between.onlyAfter()).containsExactly("new");
  }

  @Test
  void refusesToGoBeyondTheKeyFrames() {
    for (double share : new double[] {-1e-9, 1 + 1e-9, Double.NaN}) {
      assertThatThrownBy(() -> box("a", 0, 0).centre().towards(box("a", 1, 0).centre(), share))
          .hasMessageContaining("not in [0, 1]");
      assertThatThrownBy(() -> Interpolation.numbers(List.of(1.0), List.of(2.0), share))
          .hasMessageContaining("not in [0, 1]");
    }
  }

  @Test
  void growsTheAngleEvenlyAboutOneAxis() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      Quaternion from = random(random);
      Quaternion axis = random(random);
      double turn = random.nextDouble() * 3.1;
      double share = random.nextDouble();
      Quaternion to = about(axis, turn).times(from);
      Quaternion other = random.nextBoolean() ? to : negative(to);

      Quaternion found = from.towards(other, share);

      // The independent rule: turn by a part of the angle about the same axis.
      assertThat(apart(found, about(axis, turn * share).times(from))).isLessThan(1e-7);
    }
  }

  @Test
  void meetsBothEndsAndIsTheSameFromTheOtherSide() {
    Random random = new Random(4);
    for (int i = 0; i < 1_000; i++) {
      Quaternion from = random(random);
      Quaternion to = i % 10 == 0 ? about(random(random), 1e-9).times(from) : random(random);
      double share = random.nextDouble();

      assertThat(apart(from.towards(to, 0), from)).isLessThan(1e-7);
      assertThat(apart(from.towards(to, 1), to)).isLessThan(1e-7);
      assertThat(apart(from.towards(to, share), to.towards(from, 1 - share))).isLessThan(1e-7);
    }
  }

  @Test
  void refusesPosesThatAreNone() {
    assertThatThrownBy(() -> new Quaternion(Double.NaN, 0, 0, 0)).hasMessageContaining("norm");
    assertThatThrownBy(() -> new Quaternion(0, 0, 0, 0)).hasMessageContaining("norm 0");
    assertThatThrownBy(() -> new Vector3(0, Double.NaN, 0)).hasMessageContaining("no place");
  }

  @Test
  void refusesNumbersOfTwoLengthsAndObjectsWithTwoBoxes() {
    assertThatThrownBy(() -> Interpolation.numbers(List.of(1.0), List.of(), 0.5))
        .hasMessageContaining("1 numbers before and 0 after");
    assertThatThrownBy(
            () -> Interpolation.boxes(List.of(box("a", 0, 0), box("a", 1, 0)), List.of(), 0.5))
        .hasMessageContaining("'a' has two boxes");
    assertThat(Interpolation.numbers(List.of(1.0, -2.0), List.of(3.0, 2.0), 0.25))
        .containsExactly(1.5, -1.0);
  }

  private static Quaternion random(Random random) {
    double w = random.nextGaussian();
    double x = random.nextGaussian();
    double y = random.nextGaussian();
    double z = random.nextGaussian();
    double norm = Math.sqrt(w * w + x * x + y * y + z * z);
    return new Quaternion(w / norm, x / norm, y / norm, z / norm);
  }

  private static Quaternion about(Quaternion axis, double radians) {
    double norm = Math.sqrt(axis.x() * axis.x() + axis.y() * axis.y() + axis.z() * axis.z());
    double sine = Math.sin(radians / 2) / norm;
    return new Quaternion(Math.cos(radians / 2), axis.x() * sine, axis.y() * sine, axis.z() * sine);
  }

  private static Quaternion negative(Quaternion q) {
    return new Quaternion(-q.w(), -q.x(), -q.y(), -q.z());
  }

  /** Sine of half the angle between two rotations. */
  private static double apart(Quaternion one, Quaternion other) {
    Quaternion back = new Quaternion(one.w(), -one.x(), -one.y(), -one.z()).times(other);
    return Math.sqrt(back.x() * back.x() + back.y() * back.y() + back.z() * back.z());
  }
}
