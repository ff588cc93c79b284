package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Body;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Look.Colour;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.model.CyclistModel;
import dev.gyre.scenes.model.Figure;
import dev.gyre.scenes.model.PersonModel;
import dev.gyre.scenes.noise.Dice;
import java.util.ArrayList;
import java.util.List;

/** People on foot and on bicycles. */
final class Walkers {

  private static final double COARSE = 28;
  private static final int[] SKINS = {0xe8bd9c, 0xd09a74, 0xa9714b, 0x7a4c30, 0x5a3825, 0xf0cdb0};
  private static final int[] HAIRS = {0x1c1714, 0x3b2a1e, 0x6b4a2c, 0xa98552, 0x8c8782, 0x52201a};
  private static final int[] TOPS = {
    0x2a3f6b, 0xa83232, 0x2f6b4f, 0xd9d6cf, 0x1f2024, 0xc98f2b, 0x6d3a6e, 0x4a7fa5, 0x7b7f86,
    0xd0673c, 0x354a3a, 0xb7a88c, 0xdcc93f
  };
  private static final int[] LEGS = {0x25304a, 0x1c1d20, 0x4a4f57, 0x6e6048, 0x8b8271, 0x33415c};
  private static final int[] BAGS = {
    0x7a2e2e, 0x23303a, 0x51602e, 0x8a6a3a, 0x1b1b1d, 0x2f5f8a, 0xb03a5a
  };

  private final Street street;
  private final StreetPlan plan;
  private final long seed;
  private final double rain;
  private final List<Thing> things = new ArrayList<>();

  Walkers(Street street, StreetPlan plan, long seed, double rain) {
    this.street = street;
    this.plan = plan;
    this.seed = seed;
    this.rain = rain;
  }

  List<Thing> things() {
    return things;
  }

  void alongPavements(double per100Metres) {
    int count = (int) Math.min(3900, per100Metres * (street.end() + 20) / 100);
    for (int i = 0; i < count; i++) {
      Dice dice = Dice.of(seed, Dice.hash("pedestrian"), i);
      double s = dice.range(0, -10, street.end());
      int side = dice.chance(1, 0.5) ? 1 : -1;
      int direction = dice.chance(2, 0.5) ? 1 : -1;
      double d = plan.kerb(side) + dice.range(3, 1.2, Math.max(1.4, plan.pavement() - 0.5));
      double speed = dice.chance(4, 0.15) ? 0 : dice.range(5, 0.9, 1.6);
      Route route = Route.along(street, direction, s, side * d, speed).raised(StreetPlan.KERB);
      things.add(person(Ids.PEDESTRIANS + i, dice, route, speed));
    }
  }

  /** People who cross before the camera comes near. */
  void crossing(double per100Metres, double egoSpeed) {
    int count = (int) Math.min(1900, per100Metres * street.end() / 100);
    for (int i = 0; i < count; i++) {
      Dice dice = Dice.of(seed, Dice.hash("crossing-pedestrian"), i);
      double s = crossingPlace(dice, i, 100 / per100Metres);
      double speed = dice.range(2, 1.1, 1.7);
      int from = dice.chance(3, 0.5) ? 1 : -1;
      double d0 = from * (plan.kerb(from) + 0.5);
      double d1 = -from * (plan.kerb(-from) + 0.5);
      double takes = Math.abs(d1 - d0) / speed;
      double arrival = egoSpeed > 0.1 ? s / egoSpeed : dice.range(4, 0, 6) + takes;
      double start = arrival - takes * dice.range(5, 0.75, 1.2) - dice.range(6, 0.4, 1.5);
      Route route = Route.across(street, s, d0, d1, speed, start).raised(0.02);
      if (!plan.isCrossed(s, 0)) {
        things.add(person(Ids.CROSSING_PEDESTRIANS + i, dice, route, speed));
      }
    }
  }

  private double crossingPlace(Dice dice, int number, double spacing) {
    if (!plan.zebras().isEmpty() && dice.chance(0, 0.4)) {
      double zebra = plan.zebras().get(dice.pick(7, plan.zebras().size()));
      return zebra + dice.range(1, -1.4, 1.4);
    }
    return 9 + (number + dice.range(1, 0, 0.9)) * spacing;
  }

  private PersonThing person(int instance, Dice dice, Route route, double speed) {
    boolean child = dice.chance(20, 0.1);
    double height = child ? dice.range(21, 1.1, 1.4) : dice.range(21, 1.58, 1.92);
    boolean coat = dice.chance(22, 0.3);
    Figure figure =
        new Figure(
            height,
            dice.range(23, 0.88, 1.16),
            coat ? dice.range(24, 0.12, 0.45) : 0,
            dice.chance(25, 0.25),
            dice.chance(26, 0.25),
            !child && dice.chance(27, rain * 0.8),
            dice.chance(28, 0.4),
            dice.chance(29, 0.15));
    return new PersonThing(
        instance,
        look(dice, height / 1.75 * 1.6, coat),
        figure,
        route,
        dice.range(30, 0, 6.28),
        speed > 0 ? Math.min(1, speed / 1.4) : 0);
  }

  private static Look.Person look(Dice dice, double headZ, boolean coat) {
    return new Look.Person(
        colour(SKINS, dice, 31).times(0.85),
        colour(HAIRS, dice, 32),
        colour(TOPS, dice, 33).times(0.85),
        colour(LEGS, dice, 34),
        Colour.ofSrgb(dice.chance(35, 0.3) ? 0xcfcac2 : 0x1d1a18),
        colour(BAGS, dice, 36),
        !coat && dice.chance(37, 0.35),
        !coat && dice.chance(38, 0.15),
        dice.chance(39, 0.12),
        headZ);
  }

  private static Colour colour(int[] palette, Dice dice, int index) {
    return Colour.ofSrgb(palette[dice.pick(index, palette.length)]);
  }

  void cyclists(double per100Metres, boolean lamps) {
    int count = (int) Math.min(1900, per100Metres * (street.end() + 20) / 100);
    for (int i = 0; i < count; i++) {
      Dice dice = Dice.of(seed, Dice.hash("cyclist"), i);
      int direction = dice.chance(0, 0.6) ? 1 : -1;
      double s = dice.range(1, 6, street.end());
      double d = direction * (plan.lanesHalf() - (plan.cycleLane() ? 0.8 : 0.55));
      Route route = Route.along(street, direction, s, d, dice.range(2, 3.2, 6.5));
      Figure figure =
          new Figure(
              1.75,
              dice.range(3, 0.9, 1.1),
              0,
              dice.chance(4, 0.35),
              false,
              false,
              false,
              dice.chance(5, 0.6));
      things.add(
          new RiderThing(
              Ids.CYCLISTS + i, look(dice, 1.66, false), figure, route, dice.range(6, 0, 6)));
    }
  }

  private record PersonThing(
      int instance, Look.Person look, Figure figure, Route route, double phase, double stride)
      implements Thing {

    @Override
    public SceneClass kind() {
      return SceneClass.PEDESTRIAN;
    }

    @Override
    public Placement.Point middle(double time) {
      Placement at = route.at(time);
      return new Placement.Point(at.x(), at.y(), 1);
    }

    @Override
    public double reach() {
      return 2.5;
    }

    @Override
    public Body body(double time, double next, double distance) {
      double pace = route.moves(time) ? stride : 0;
      Mesh now = PersonModel.walking(figure, angle(time), pace, distance > COARSE);
      Mesh then = PersonModel.walking(figure, angle(next), pace, distance > COARSE);
      return new Body(
          instance,
          kind(),
          look,
          List.of(new Body.Part(now, route.at(time), then, route.at(next))));
    }

    private double angle(double time) {
      return phase + route.gone(time) / (0.24 * figure.height());
    }
  }

  private record RiderThing(
      int instance, Look.Person look, Figure figure, Route route, double phase) implements Thing {

    @Override
    public SceneClass kind() {
      return SceneClass.CYCLIST;
    }

    @Override
    public Placement.Point middle(double time) {
      Placement at = route.at(time);
      return new Placement.Point(at.x(), at.y(), 1);
    }

    @Override
    public double reach() {
      return 2;
    }

    @Override
    public Body body(double time, double next, double distance) {
      Mesh now = CyclistModel.riding(figure, -phase - route.gone(time) / 0.85, distance > COARSE);
      Mesh then = CyclistModel.riding(figure, -phase - route.gone(next) / 0.85, distance > COARSE);
      return new Body(
          instance,
          kind(),
          look,
          List.of(new Body.Part(now, route.at(time), then, route.at(next))));
    }
  }
}
