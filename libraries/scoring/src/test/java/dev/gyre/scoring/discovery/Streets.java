package dev.gyre.scoring.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Seeded sequences of street frames. Night, rain and weather are those of a sequence; area,
 * distance and speed of a frame; 20 % of speeds are missing, the town is constant, and two texts
 * tell every sequence and every frame apart.
 */
final class Streets {

  /** A model: the chance that it fails on a frame. */
  interface Model {
    double failureRate(Map<String, Fact> facts, double groupRate);
  }

  private Streets() {}

  /**
   * Frames with outcomes.
   *
   * @param least lower end of the sequences' own rates, drawn evenly up to {@code most}
   */
  static List<ExposedSample> of(
      long seed, int groups, int frames, double least, double most, Model model) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ExposedSample> samples = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      boolean night = random.nextDouble() < 0.4;
      boolean rain = random.nextDouble() < 0.3;
      String weather = List.of("clear", "fog", "cloudy").get(random.nextInt(3));
      double own = least + (most - least) * random.nextDouble();
      for (int f = 0; f < frames; f++) {
        Map<String, Fact> facts = new HashMap<>();
        facts.put("night", new Fact.Flag(night));
        facts.put("rain", new Fact.Flag(rain));
        facts.put("weather", new Fact.Text(weather));
        facts.put("object_area", new Fact.Quantity(Math.rint(Math.exp(random.nextDouble(3, 9)))));
        facts.put("distance", new Fact.Quantity(random.nextDouble(2, 80)));
        if (random.nextDouble() < 0.8) {
          facts.put("speed", new Fact.Quantity(random.nextDouble(0, 30)));
        }
        facts.put("town", new Fact.Text("one"));
        facts.put("sequence", new Fact.Text("sequence-" + g));
        facts.put("frame", new Fact.Text(g + "/" + f));
        boolean failed = random.nextDouble() < model.failureRate(facts, own);
        samples.add(new ExposedSample("%d-%d".formatted(g, f), "sequence-" + g, 1, failed, facts));
      }
    }
    return samples;
  }

  static boolean night(Map<String, Fact> facts) {
    return facts.get("night") instanceof Fact.Flag(boolean value) && value;
  }

  static double number(Map<String, Fact> facts, String field) {
    return facts.get(field) instanceof Fact.Quantity(double value) ? value : Double.NaN;
  }
}
