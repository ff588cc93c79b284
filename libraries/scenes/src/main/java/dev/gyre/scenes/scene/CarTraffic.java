package dev.gyre.scenes.scene;

import dev.gyre.scenes.mesh.CarShape;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Look.Colour;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.model.CarModel;
import dev.gyre.scenes.noise.Dice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cars at the kerb and on the lanes. */
final class CarTraffic {

  private static final double SLOT = 6.1;
  private static final int[] PAINTS = {
    0xe9eae8, 0x17181a, 0x8b9094, 0xb7babb, 0x1d2f52, 0xa31d21, 0x3c4247, 0xdfe2e4, 0x24496e,
    0x5d1b1f, 0xc9a227, 0x2f5a44, 0xbcae8f, 0x6b7f92, 0xcf5a1e, 0x101d2e
  };

  private final Street street;
  private final StreetPlan plan;
  private final long seed;
  private final List<Thing> things = new ArrayList<>();
  private final Map<String, Mesh> bodies = new HashMap<>();
  private final Map<String, Mesh> wheels = new HashMap<>();

  CarTraffic(Street street, StreetPlan plan, long seed) {
    this.street = street;
    this.plan = plan;
    this.seed = seed;
  }

  List<Thing> things() {
    return things;
  }

  void parked(double per100Metres) {
    for (int side = -1; side <= 1; side += 2) {
      double width = side < 0 ? plan.parkingLeft() : plan.parkingRight();
      double chance = width > 0 ? Math.min(1, per100Metres * SLOT / 200) : 0;
      for (int i = 0; -20 + i * SLOT < street.end(); i++) {
        int number = i * 2 + (side + 1) / 2;
        Dice dice = Dice.of(seed, Dice.hash("parked-car"), number);
        double s = -20 + i * SLOT + dice.range(1, -0.35, 0.35);
        if (s < street.end() && dice.chance(0, chance) && plan.isClear(s, 3.2)) {
          double d = side * (plan.lanesHalf() + width / 2 + dice.range(2, -0.1, 0.15));
          Route route = Route.along(street, side, s, d, 0);
          things.add(car(Ids.PARKED_CARS + number, dice, route, false, false));
        }
      }
    }
  }

  /** Traffic of one direction (1 the camera's) on one of its lanes. */
  void moving(double per100Metres, int direction, int lane, double speed, boolean lamps) {
    double gap = 100 / Math.max(0.5, per100Metres) * 2 * plan.lanes();
    double d = direction * plan.laneWidth() * (lane + 0.5);
    double reach = direction > 0 ? 220 : street.end() + 100;
    double begin = direction > 0 && lane == 0 ? 13 : direction > 0 ? 2 : 6;
    int count = Math.min(360, (int) (reach / Math.max(7, gap)) + 1);
    for (int i = 0; i < count; i++) {
      int number = (i * 4 + lane) * 2 + (direction + 1) / 2;
      Dice dice = Dice.of(seed, Dice.hash("moving-car"), number);
      double s = begin + (i + dice.range(0, 0, 0.6)) * Math.max(11, gap);
      if (per100Metres > 0 && s < reach) {
        Route route = Route.along(street, direction, s, d + dice.range(1, -0.2, 0.2), speed);
        things.add(car(Ids.MOVING_CARS + number, dice, route, true, lamps));
      }
    }
  }

  private CarThing car(int instance, Dice dice, Route route, boolean driven, boolean lamps) {
    CarShape shape = CarShape.any(dice.pick(10, 10));
    boolean taxi = driven && shape.name().equals("saloon") && dice.chance(11, 0.4);
    Colour paint =
        taxi
            ? Colour.ofSrgb(0xe0b422)
            : Colour.ofSrgb(PAINTS[dice.pick(12, PAINTS.length)]).times(dice.range(13, 0.85, 1.0));
    Look.Car look =
        new Look.Car(
            shape,
            paint,
            0,
            1,
            driven,
            driven && dice.chance(14, 0.15),
            lamps,
            taxi,
            dice.pick(15, 1000));
    Mesh body = bodies.computeIfAbsent(shape.name() + taxi, key -> CarModel.body(shape, taxi));
    Mesh left = wheels.computeIfAbsent(shape.name() + "left", key -> CarModel.wheel(shape, 1));
    Mesh right = wheels.computeIfAbsent(shape.name() + "right", key -> CarModel.wheel(shape, -1));
    return new CarThing(instance, look, route, body, left, right);
  }
}
