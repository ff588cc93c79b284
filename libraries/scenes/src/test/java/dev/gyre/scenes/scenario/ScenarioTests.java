package dev.gyre.scenes.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, sky: 1}                                        | sky",
        "{name: a, weather: {snow: 1}}                            | weather.snow",
        "{name: a, weather: {rain: 1.5}}                          | weather.rain",
        "{name: a, weather: {rain: much}}                         | weather.rain",
        "{name: a, weather: {rain: 1e-9}}                         | weather.rain",
        "{name: a, weather: {rain: {uniform: [0.5, 0.2]}}}        | weather.rain.uniform",
        "{name: a, weather: {rain: {uniform: [0.5]}}}             | weather.rain.uniform",
        "{name: a, weather: {rain: {poisson: 3}}}                 | weather.rain.poisson",
        "{name: a, weather: {rain: {choice: [0, 2]}}}             | weather.rain.choice[1]",
        "{name: a, weather: {rain: {normal: {mean: 0.5}}}}        | weather.rain.normal.deviation",
        "{name: a, weather: wet}                                  | weather",
        "{name: a, image: {widthPx: 16}}                          | image.widthPx",
        "{name: a, image: {widthPx: 64.5}}                        | image.widthPx",
        "{name: a, image: {depth: 3}}                             | image.depth",
        "{name: a, ratesHz: {lidar: 10}}                          | ratesHz.lidar",
        "{name: a, ratesHz: {rgb: 0}}                             | ratesHz.rgb",
        "{name: a, ratesHz: {}}                                   | ratesHz",
        "{name: a, street: {characters: {moon: 1}}}               | street.characters.moon",
        "{name: a, street: {layouts: {curved: 0}}}                | street.layouts",
        "{name: a, durationSeconds: -1}                           | durationSeconds",
        "{name: Big Name}                                         | name",
        "{}                                                       | name",
        "[1, 2]                                                   | scenario",
        "'{name: a, name: b}'                                     | scenario",
        "'{name: ['                                               | scenario"
      })
  void refusesByField(String text, String field) {
    assertThatThrownBy(() -> Scenario.parse(text))
        .isInstanceOfSatisfying(
            ScenarioException.class, e -> assertThat(e.field()).isEqualTo(field))
        .hasMessageStartingWith(field + ": ");
  }

  @Test
  void hashesWhatHoldsAndNotHowItIsWritten() {
    Scenario yaml = Scenario.parse("name: a\nweather:\n  rain: 0.50\n");
    Scenario json = Scenario.parse("{\"weather\": {\"rain\": 0.5, \"fog\": 0}, \"name\": \"a\"}");
    assertThat(yaml.hash()).isEqualTo(json.hash()).matches("[0-9a-f]{64}");
    assertThat(Scenario.parse("{name: a, weather: {rain: 0.51}}").hash()).isNotEqualTo(yaml.hash());
  }

  @Test
  void readsItsOwnCanonicalForm() {
    for (String name : Examples.NAMES) {
      Scenario scenario = Examples.scenario(name);
      assertThat(Scenario.parse(scenario.canonicalJson())).isEqualTo(scenario);
      assertThat(Scenario.parse(scenario.canonicalJson()).hash()).isEqualTo(scenario.hash());
    }
  }

  @Test
  void drawsEveryQuantityWithinItsDistribution() {
    for (String name : Examples.NAMES) {
      Scenario scenario = Examples.scenario(name);
      for (Quantity quantity : Quantity.values()) {
        for (long seed = 0; seed < 50; seed++) {
          double value = scenario.draw(quantity, seed);
          Distribution d = scenario.distribution(quantity);
          assertThat(value).isBetween(d.low(), d.high());
        }
      }
    }
  }

  @Test
  void drawsOneQuantityAlikeWhateverTheOthersAre() {
    Scenario scenario = Examples.scenario("day");
    Scenario rainy = scenario.with(Quantity.RAIN, new Distribution.Uniform(0.5, 1));
    assertThat(rainy.draw(Quantity.HOUR, 5)).isEqualTo(scenario.draw(Quantity.HOUR, 5));
  }
}
