package dev.gyre.scenes.scene;

import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.mesh.Look.Colour;
import dev.gyre.scenes.mesh.Look.Facade;
import dev.gyre.scenes.mesh.Look.FacadeStyle;
import dev.gyre.scenes.mesh.Look.Foliage;
import dev.gyre.scenes.mesh.Look.GroundFloor;
import dev.gyre.scenes.mesh.Mesh;
import dev.gyre.scenes.mesh.Placement;
import dev.gyre.scenes.model.BuildingModel;
import dev.gyre.scenes.model.TreeModel;
import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.scene.StreetPlan.Quarter;
import java.util.ArrayList;
import java.util.List;

/** The buildings along a street and its crossings. */
final class Frontage {

  private static final int RIGHT = 4000;
  private static final int CROSSING = 8000;
  private static final int CLOSING = 7999;
  private static final double DEPTH = 11;
  private static final int[] WALLS = {
    0xd9cdb4, 0xc9b08a, 0xd8b98f, 0xb9c3c4, 0xe2ddd0, 0xc78f6d, 0xa9b79b, 0xd7a98c, 0xcfc8bb,
    0x9fb0bd, 0xe3cf9e, 0xbf9a94, 0xdfe0dc, 0xb7a58e
  };
  private static final int[] BRICKS = {0x9a4f38, 0x8a4031, 0xa9694a, 0x77453a, 0xb58a66};
  private static final int[] STONES = {0xb8ab95, 0xa79f92, 0xc7bca6, 0x96938c};
  private static final int[] ACCENTS = {
    0x8f1d23, 0x1f4f7d, 0x2d6b3d, 0xc0892b, 0x4c3566, 0x2b2f33, 0xa94f1d, 0x17646b, 0x7a1f52,
    0xd9d2c0
  };

  private final Street street;
  private final StreetPlan plan;
  private final long seed;
  private final double litShare;
  private final List<Thing> things = new ArrayList<>();

  Frontage(Street street, StreetPlan plan, long seed, double litShare) {
    this.street = street;
    this.plan = plan;
    this.seed = seed;
    this.litShare = litShare;
  }

  List<Thing> build() {
    row(-1);
    row(1);
    int number = CROSSING;
    for (double crossing : plan.crossings()) {
      for (int side = -1; side <= 1; side += 2) {
        for (int end = -1; end <= 1; end += 2) {
          crossRow(crossing, side, end, number);
          number += 10;
        }
      }
    }
    closing();
    return things;
  }

  private void row(int side) {
    int number = side < 0 ? 0 : RIGHT;
    double s = -45;
    while (s < street.end() - 8) {
      Dice dice = Dice.of(seed, Dice.hash("building"), number);
      double width = width(dice);
      if (blocked(s, s + width)) {
        s += 0.5;
        continue;
      }
      double middle = s + width / 2;
      double stretch = street.stretch(middle, side * plan.front(side));
      double front = width * stretch + 0.05;
      Street.Spot spot = street.at(s, side * plan.front(side));
      Street.Spot end = street.at(s + width, side * plan.front(side));
      place(number, spot, end.x() - spot.x(), end.y() - spot.y(), side, front, dice);
      number++;
      s += width + gap(dice);
    }
  }

  private boolean blocked(double from, double to) {
    for (double crossing : plan.crossings()) {
      double half = plan.crossingHalfWidth() + plan.pavement();
      if (from < crossing + half && to > crossing - half) {
        return true;
      }
    }
    return false;
  }

  private double width(Dice dice) {
    return switch (plan.character()) {
      case CITY -> dice.range(0, 11, 20);
      case OLD_TOWN -> dice.range(0, 7, 12);
      case RESIDENTIAL -> dice.range(0, 9, 14);
      case AVENUE -> dice.range(0, 18, 34);
    };
  }

  private double gap(Dice dice) {
    return plan.character() == Quarter.RESIDENTIAL ? dice.range(1, 3, 7) : 0;
  }

  private void place(
      int number,
      Street.Spot spot,
      double alongX,
      double alongY,
      int side,
      double width,
      Dice dice) {
    double n = Math.sqrt(alongX * alongX + alongY * alongY);
    double ax = alongX / n;
    double ay = alongY / n;
    Placement at =
        new Placement(spot.x(), spot.y(), 0, ax, ay, 0, ay * side, -ax * side, 0, 0, 0, 1);
    Facade facade = facade(number, width, dice);
    boolean balconies =
        plan.character() != Quarter.OLD_TOWN && facade.floors() > 2 && dice.chance(13, 0.4);
    Mesh mesh = BuildingModel.building(facade, roof(facade, dice), balconies, dice);
    Placement.Point middle = at.point(width / 2, DEPTH / 2, 8);
    things.add(
        new Thing.Still(
            Ids.BUILDINGS + number,
            SceneClass.BUILDING,
            facade,
            List.of(mesh, mesh, mesh),
            at,
            middle,
            width + 20));
    if (plan.character() == Quarter.RESIDENTIAL) {
      hedge(number, at, width, dice);
    }
  }

  private void hedge(int number, Placement at, double width, Dice dice) {
    double setback = plan.setback();
    Mesh mesh = TreeModel.hedge(width * 0.42, dice.range(20, 0.8, 1.5), dice);
    for (int part = 0; part < 2; part++) {
      Placement.Point p = at.point(part == 0 ? 0 : width * 0.58, -setback + 0.4, 0.12);
      Placement there =
          new Placement(
              p.x(),
              p.y(),
              p.z(),
              at.forwardX(),
              at.forwardY(),
              0,
              at.leftX(),
              at.leftY(),
              0,
              0,
              0,
              1);
      Foliage look = new Foliage(Colour.ofSrgb(0x47662c), Colour.ofSrgb(0x4a3b2c), number);
      things.add(
          Thing.Still.of(
              Ids.HEDGES + number * 2 + part, SceneClass.VEGETATION, look, mesh, there, width));
    }
  }

  private void crossRow(double crossing, int side, int end, int firstNumber) {
    Street.Spot origin = street.at(crossing, 0);
    double across = end * (plan.crossingHalfWidth() + plan.pavement());
    double along = plan.front(side) + DEPTH + 0.3;
    for (int i = 0; i < 4; i++) {
      Dice dice = Dice.of(seed, Dice.hash("building"), firstNumber + i);
      double width = width(dice);
      double ax = origin.headingY() * side;
      double ay = -origin.headingX() * side;
      double x = origin.x() + ax * along + origin.headingX() * across;
      double y = origin.y() + ay * along + origin.headingY() * across;
      Street.Spot spot = new Street.Spot(x, y, ax, ay);
      int outward = ay * origin.headingX() - ax * origin.headingY() > 0 == end > 0 ? 1 : -1;
      place(firstNumber + i, spot, ax, ay, outward, width, dice);
      along += width + gap(dice);
    }
  }

  /** A building across the far end, so that no street runs into nothing. */
  private void closing() {
    double s = street.end() - 6;
    Street.Spot spot = street.at(s, -30);
    Dice dice = Dice.of(seed, Dice.hash("building"), CLOSING);
    place(CLOSING, spot, spot.headingY(), -spot.headingX(), -1, 60, dice);
  }

  private Facade facade(int number, double width, Dice dice) {
    FacadeStyle style = style(dice);
    int[] walls =
        switch (style) {
          case BRICK -> BRICKS;
          case STONE -> STONES;
          case PLASTER, MODERN, GLASS, PANEL -> WALLS;
        };
    Colour wall = Colour.ofSrgb(walls[dice.pick(3, walls.length)]).times(dice.range(4, 0.62, 0.9));
    Colour trim = Colour.ofSrgb(dice.chance(5, 0.7) ? 0xd8d3c8 : 0x8d8577).times(0.8);
    Colour accent = Colour.ofSrgb(ACCENTS[dice.pick(6, ACCENTS.length)]);
    GroundFloor ground = groundFloor(dice);
    return new Facade(
        style,
        wall,
        trim,
        accent,
        width,
        DEPTH,
        ground == GroundFloor.FLAT ? 3.1 : dice.range(7, 3.6, 4.3),
        style == FacadeStyle.STONE ? 3.5 : dice.range(8, 2.85, 3.3),
        floors(dice),
        bay(style, dice),
        ground,
        litShare * dice.range(9, 0.5, 1.4),
        number * 31 + 7);
  }

  private static double bay(FacadeStyle style, Dice dice) {
    return switch (style) {
      case GLASS -> dice.range(10, 1.5, 2.2);
      case MODERN -> dice.range(10, 3.0, 4.2);
      case PANEL -> dice.range(10, 2.8, 3.6);
      case PLASTER, BRICK, STONE -> dice.range(10, 2.1, 2.9);
    };
  }

  private FacadeStyle style(Dice dice) {
    FacadeStyle[] choice =
        switch (plan.character()) {
          case CITY ->
              new FacadeStyle[] {
                FacadeStyle.PLASTER,
                FacadeStyle.BRICK,
                FacadeStyle.STONE,
                FacadeStyle.PLASTER,
                FacadeStyle.MODERN,
                FacadeStyle.BRICK
              };
          case OLD_TOWN ->
              new FacadeStyle[] {
                FacadeStyle.PLASTER, FacadeStyle.PLASTER, FacadeStyle.STONE, FacadeStyle.BRICK
              };
          case RESIDENTIAL ->
              new FacadeStyle[] {FacadeStyle.PLASTER, FacadeStyle.BRICK, FacadeStyle.PLASTER};
          case AVENUE ->
              new FacadeStyle[] {
                FacadeStyle.GLASS,
                FacadeStyle.MODERN,
                FacadeStyle.PANEL,
                FacadeStyle.STONE,
                FacadeStyle.MODERN
              };
        };
    return choice[dice.pick(2, choice.length)];
  }

  private int floors(Dice dice) {
    return switch (plan.character()) {
      case CITY -> 3 + dice.pick(11, 3);
      case OLD_TOWN -> 1 + dice.pick(11, 3);
      case RESIDENTIAL -> dice.pick(11, 2);
      case AVENUE -> 5 + dice.pick(11, 6);
    };
  }

  private GroundFloor groundFloor(Dice dice) {
    double shops =
        switch (plan.character()) {
          case CITY -> 0.7;
          case OLD_TOWN -> 0.6;
          case RESIDENTIAL -> 0;
          case AVENUE -> 0.75;
        };
    if (dice.chance(12, shops)) {
      return dice.chance(14, 0.15) ? GroundFloor.ARCADE : GroundFloor.SHOP;
    }
    return plan.character() == Quarter.RESIDENTIAL && dice.chance(14, 0.4)
        ? GroundFloor.GARAGE
        : GroundFloor.FLAT;
  }

  private BuildingModel.Roof roof(Facade facade, Dice dice) {
    if (facade.widthMetres() > 40) {
      return BuildingModel.Roof.FLAT;
    }
    return switch (facade.style()) {
      case GLASS, PANEL, MODERN -> BuildingModel.Roof.FLAT;
      case PLASTER, BRICK, STONE -> {
        if (plan.character() == Quarter.CITY || plan.character() == Quarter.AVENUE) {
          yield dice.chance(15, 0.5) ? BuildingModel.Roof.MANSARD : BuildingModel.Roof.RIDGE_ALONG;
        }
        yield dice.chance(15, 0.5)
            ? BuildingModel.Roof.RIDGE_ACROSS
            : BuildingModel.Roof.RIDGE_ALONG;
      }
    };
  }
}
