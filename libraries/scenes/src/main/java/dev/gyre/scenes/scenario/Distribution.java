package dev.gyre.scenes.scenario;

import dev.gyre.scenes.noise.Dice;
import java.util.List;
import java.util.Map;

/** How a number of a scene is drawn. */
public sealed interface Distribution {

  /** A value from one thing's draws; it uses the first two. */
  double sample(Dice dice);

  /** Its least value. */
  double low();

  /** Its greatest value. */
  double high();

  /** The form it has in a scenario file. */
  Object form();

  /** Always the same. */
  record Constant(double value) implements Distribution {

    @Override
    public double sample(Dice dice) {
      return value;
    }

    @Override
    public double low() {
      return value;
    }

    @Override
    public double high() {
      return value;
    }

    @Override
    public Object form() {
      return value;
    }
  }

  /** Any value in [low, high) alike. */
  record Uniform(double low, double high) implements Distribution {

    @Override
    public double sample(Dice dice) {
      return dice.range(0, low, high);
    }

    @Override
    public Object form() {
      return Map.of("uniform", List.of(low, high));
    }
  }

  /** Around a mean, held within bounds. */
  record Normal(double mean, double deviation, double low, double high) implements Distribution {

    @Override
    public double sample(Dice dice) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - dice.unit(0)));
      double value = mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * dice.unit(1));
      return Math.max(low, Math.min(high, value));
    }

    @Override
    public Object form() {
      return Map.of(
          "normal", Map.of("mean", mean, "deviation", deviation, "low", low, "high", high));
    }
  }

  /** One of some values, each alike. */
  record Choice(List<Double> values) implements Distribution {

    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public double sample(Dice dice) {
      return values.get(dice.pick(0, values.size()));
    }

    @Override
    public double low() {
      return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    @Override
    public double high() {
      return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    @Override
    public Object form() {
      return Map.of("choice", values);
    }
  }
}
