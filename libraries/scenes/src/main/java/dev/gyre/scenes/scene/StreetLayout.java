package dev.gyre.scenes.scene;

import dev.gyre.scenes.noise.Dice;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.scenes.scene.StreetPlan.Quarter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the cross-section of a street. */
final class StreetLayout {

  private StreetLayout() {}

  static StreetPlan plan(Scenario scenario, long seed, String layout, double length) {
    String name = Scenario.draw(scenario.characters(), "character", seed);
    Quarter character = Quarter.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    Dice dice = Dice.of(seed, "plan");
    double crossingHalf = dice.range(1, 3.2, 5.5);
    List<Double> crossings = new ArrayList<>();
    List<Double> zebras = new ArrayList<>();
    if (layout.equals("crossing")) {
      double first = dice.range(2, 22, 42);
      for (double s = first; s < length - 60; s += dice.range(3, 75, 120)) {
        crossings.add(s);
        zebras.add(s - crossingHalf - 5);
      }
    } else if (dice.chance(4, 0.5)) {
      zebras.add(dice.range(5, 14, 40));
    }
    return of(character, dice, crossings, crossingHalf, zebras);
  }

  private static StreetPlan of(
      Quarter character,
      Dice dice,
      List<Double> crossings,
      double crossingHalf,
      List<Double> zebras) {
    boolean left = dice.chance(6, 0.8);
    boolean right = dice.chance(7, 0.85);
    return switch (character) {
      case CITY ->
          new StreetPlan(
              character,
              1,
              dice.range(8, 3.1, 3.6),
              left ? 2.2 : 0,
              right ? 2.2 : 0,
              dice.range(9, 3, 5),
              0,
              crossings,
              crossingHalf,
              zebras,
              false,
              dice.chance(10, 0.2),
              dice.chance(11, 0.3),
              true);
      case OLD_TOWN ->
          new StreetPlan(
              character,
              1,
              dice.range(8, 2.7, 3.0),
              0,
              right ? 2.0 : 0,
              dice.range(9, 1.8, 2.6),
              0,
              crossings,
              Math.min(3.5, crossingHalf),
              zebras,
              dice.chance(10, 0.75),
              false,
              false,
              false);
      case RESIDENTIAL ->
          new StreetPlan(
              character,
              1,
              dice.range(8, 2.9, 3.3),
              left ? 2.1 : 0,
              right ? 2.1 : 0,
              dice.range(9, 1.8, 2.5),
              dice.range(12, 4.5, 7.5),
              crossings,
              crossingHalf,
              zebras,
              false,
              false,
              false,
              dice.chance(11, 0.5));
      case AVENUE ->
          new StreetPlan(
              character,
              2,
              dice.range(8, 3.0, 3.4),
              left ? 2.3 : 0,
              right ? 2.3 : 0,
              dice.range(9, 4.5, 7),
              0,
              crossings,
              crossingHalf,
              zebras,
              false,
              false,
              dice.chance(11, 0.35),
              true);
    };
  }
}
