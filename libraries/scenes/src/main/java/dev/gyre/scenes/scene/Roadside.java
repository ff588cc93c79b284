package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Look;
import dev.gyre.scenes.mesh.Look.Colour;
import dev.gyre.scenes.mesh.Look.SignKind;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.model.FurnitureModel;
import dev.gyre.scenes.model.TreeModel;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.scene.StreetPlan.Quarter;
import java.util.ArrayList;
import java.util.List;

/** Trees, lamps, signs, lights and small things along a street. */
final class Roadside {

  private static final int VARIANTS = 5;
  private static final int[] LEAVES = {0x55752a, 0x486b2b, 0x6a8232, 0x3f6130, 0x7a8a3a};
  private static final int[] AUTUMN = {0xa8783a, 0x945436, 0xa8923f, 0x84503a, 0x77803a};
  private static final int[] LIGHTS = {0xffd6a0, 0xffe6c8, 0xf2f2ff, 0xffb868};

  private final Street street;
  private final StreetPlan plan;
  private final long seed;
  private final List<Thing> things = new ArrayList<>();
  private final List<Lamp> lamps = new ArrayList<>();

  Roadside(Street street, StreetPlan plan, long seed) {
    this.street = street;
    this.plan = plan;
    this.seed = seed;
  }

  List<Thing> things() {
    return things;
  }

  List<Lamp> lamps() {
    return lamps;
  }

  void trees(double per100Metres) {
    Dice kind = Dice.of(seed, "tree-kind");
    boolean autumn = kind.chance(0, 0.22);
    List<List<Mesh>> variants = new ArrayList<>();
    int form = kind.pick(1, 4);
    double base = plan.character() == Quarter.OLD_TOWN ? 5 : 7.5;
    for (int i = 0; i < VARIANTS; i++) {
      Dice dice = Dice.of(seed, Dice.hash("tree-variant"), i);
      int own = dice.chance(0, 0.3) ? dice.pick(1, 4) : form;
      double height = base * dice.range(2, 0.75, 1.3) * (own == 1 || own == 2 ? 1.25 : 1);
      Dice leaves = Dice.of(seed, Dice.hash("leaves"), i);
      variants.add(
          List.of(
              TreeModel.tree(own, height, leaves, 0),
              TreeModel.tree(own, height, leaves, 1),
              TreeModel.tree(own, height, leaves, 2)));
    }
    double spacing = 8;
    double room = plan.pavement() + plan.setback() < 2.7 ? 0.4 : 1;
    double chance = Math.min(1, room * per100Metres * spacing / 200);
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; -40 + i * spacing < street.end(); i++) {
        double slot = -40 + i * spacing;
        Dice dice = Dice.of(seed, Dice.hash("tree"), i * 2L + (side + 1) / 2);
        double s = slot + dice.range(1, -1.2, 1.2);
        if (dice.chance(0, chance) && plan.isClear(s, 2)) {
          tree(Ids.TREES + i * 2 + (side + 1) / 2, side, s, dice, variants, autumn);
        }
      }
    }
  }

  private void tree(
      int instance, int side, double s, Dice dice, List<List<Mesh>> variants, boolean autumn) {
    boolean garden = plan.setback() > 3 && dice.chance(2, 0.6);
    double d =
        garden
            ? plan.kerb(side) + plan.pavement() + dice.range(3, 1.2, plan.setback() - 1)
            : plan.kerb(side) + 0.75;
    Street.Spot spot = street.at(s, side * d);
    double angle = dice.range(4, 0, 2 * StrictMath.PI);
    Placement at =
        Placement.upright(
            spot.x(), spot.y(), StreetPlan.KERB, StrictMath.cos(angle), StrictMath.sin(angle));
    int variant = dice.pick(5, VARIANTS);
    int[] palette = autumn && dice.chance(6, 0.75) ? AUTUMN : LEAVES;
    Look.Foliage look =
        new Look.Foliage(
            Colour.ofSrgb(palette[dice.pick(7, palette.length)]).times(dice.range(8, 0.8, 1.15)),
            Colour.ofSrgb(dice.chance(9, 0.2) ? 0x8d8578 : 0x5a4a3a),
            instance);
    things.add(
        new Thing.Still(
            instance,
            SceneClass.VEGETATION,
            look,
            variants.get(variant),
            at,
            new Placement.Point(spot.x(), spot.y(), 4),
            6));
  }

  void lamps(double spacing) {
    Dice dice = Dice.of(seed, "lamp-style");
    int style =
        switch (plan.character()) {
          case OLD_TOWN -> 1;
          case RESIDENTIAL -> dice.pick(0, 2);
          case CITY -> dice.chance(0, 0.7) ? 0 : 2;
          case AVENUE -> 2;
        };
    Colour light = Colour.ofSrgb(LIGHTS[dice.pick(1, LIGHTS.length)]);
    Colour post = Colour.ofSrgb(dice.chance(2, 0.5) ? 0x3a4240 : 0x6d7274);
    Mesh mesh = FurnitureModel.lamp(style);
    boolean staggered = dice.chance(3, 0.5);
    for (int i = 0; -30 + i * spacing < street.end(); i++) {
      for (int side = -1; side <= 1; side += 2) {
        double s = -30 + i * spacing + (staggered && side < 0 ? spacing / 2 : 0);
        if (s < street.end() && !plan.isCrossed(s, 1)) {
          lamp(Ids.LAMPS + i * 2 + (side + 1) / 2, style, side, s, light, post, mesh);
        }
      }
    }
  }

  private void lamp(
      int instance, int style, int side, double s, Colour light, Colour post, Mesh mesh) {
    Placement at = street.at(s, side * (plan.kerb(side) + 0.4)).facingRoad(side, StreetPlan.KERB);
    things.add(
        Thing.Still.of(instance, SceneClass.POLE, new Look.StreetLamp(light, post), mesh, at, 9));
    Placement.Point p =
        at.point(FurnitureModel.lampReach(style), 0, FurnitureModel.lampHeight(style));
    lamps.add(new Lamp(p.x(), p.y(), p.z(), light, style == 1 ? 0.55 : style == 2 ? 1.7 : 1));
  }

  void signs() {
    SignKind[] kinds = SignKind.values();
    for (int i = 0; i * 22 < street.end(); i++) {
      Dice dice = Dice.of(seed, Dice.hash("sign"), i);
      double s = i * 22 + dice.range(0, 4, 20);
      int side = dice.chance(1, 0.7) ? 1 : -1;
      if (s < street.end() && dice.chance(2, 0.6) && plan.isClear(s, 0)) {
        double d = side * (plan.kerb(side) + dice.range(3, 0.35, 0.6));
        Placement at = street.at(s, d).facing(side, StreetPlan.KERB);
        sign(Ids.SIGNS + i, turned(at), kinds[dice.pick(4, kinds.length)]);
      }
    }
    int number = 0;
    for (double zebra : plan.zebras()) {
      for (int side = -1; side <= 1; side += 2) {
        Placement at =
            street
                .at(zebra - side * 2.4, side * (plan.kerb(side) + 0.4))
                .facing(side, StreetPlan.KERB);
        sign(Ids.ZEBRA_SIGNS + number++, turned(at), SignKind.CROSSING);
      }
    }
  }

  /** Faces oncoming traffic: the sign's front looks along -y, so y must run with the traffic. */
  private static Placement turned(Placement at) {
    return new Placement(
        at.x(),
        at.y(),
        at.z(),
        at.forwardY(),
        -at.forwardX(),
        0,
        at.forwardX(),
        at.forwardY(),
        0,
        0,
        0,
        1);
  }

  private void sign(int instance, Placement at, SignKind kind) {
    things.add(
        Thing.Still.of(
            instance,
            SceneClass.TRAFFIC_SIGN,
            new Look.Sign(kind),
            FurnitureModel.sign(kind),
            at,
            3.5));
  }

  void signals() {
    int number = 0;
    for (double crossing : plan.crossings()) {
      int phase = Dice.of(seed, "signal").pick(number, 3);
      double before = plan.crossingHalfWidth() + 1.2;
      for (int side = -1; side <= 1; side += 2) {
        double d = side * (plan.kerb(side) + 0.5);
        Placement at = street.at(crossing - side * before, d).facing(side, StreetPlan.KERB);
        things.add(
            Thing.Still.of(
                Ids.SIGNALS + number++,
                SceneClass.TRAFFIC_LIGHT,
                new Look.Signal(phase),
                FurnitureModel.signal(),
                turned(at),
                4.5));
      }
    }
  }

  void furniture() {
    int[] colours = {0x2f3a36, 0x394a5e, 0x6a6d6b, 0x5a3d2c, 0x2d5a3c};
    for (int i = 0; -10 + i * 6.5 < street.end(); i++) {
      Dice dice = Dice.of(seed, Dice.hash("furniture"), i);
      double s = -10 + i * 6.5 + dice.range(0, 0, 5);
      int side = dice.chance(1, 0.5) ? 1 : -1;
      boolean fits = plan.character() != Quarter.RESIDENTIAL || dice.chance(5, 0.3);
      if (s < street.end() && fits && dice.chance(2, 0.55) && plan.isClear(s, 0)) {
        int kind = dice.pick(3, 4);
        Colour colour = Colour.ofSrgb(colours[dice.pick(4, colours.length)]);
        int count = kind == 0 ? 4 : 1;
        for (int n = 0; n < count; n++) {
          Placement at =
              street
                  .at(s + n * 1.3, side * (plan.kerb(side) + 0.45))
                  .facingRoad(side, StreetPlan.KERB);
          things.add(
              Thing.Still.of(
                  Ids.FURNITURE + i * 4 + n,
                  SceneClass.FURNITURE,
                  new Look.Plain(colour),
                  FurnitureModel.thing(kind),
                  at,
                  2));
        }
      }
    }
  }
}
