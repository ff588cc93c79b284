package dev.gyre.scenes.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.scenes.scenario.Distribution;
import dev.gyre.scenes.scenario.Examples;
import dev.gyre.scenes.scenario.Quantity;
import dev.gyre.scenes.scenario.Scenario;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldTests {

  private static void assertIdsAreUnique(World world) {
    Set<Integer> ids = new HashSet<>();
    for (Thing thing : world.things()) {
      assertThat(thing.instance()).isBetween(1, 65535);
      assertThat(ids.add(thing.instance())).as("id %s is new", thing.instance()).isTrue();
    }
  }

  @Test
  void givesEachThingItsOwnId() {
    for (String name : Examples.NAMES) {
      for (long seed = 0; seed < 6; seed++) {
        assertIdsAreUnique(World.of(Examples.scenario(name), seed));
      }
    }
  }

  @Test
  void givesEachThingItsOwnIdInTheLongestAndFullestStreet() {
    for (String layout : new String[] {"crossing", "curved"}) {
      for (String quarter : new String[] {"old-town", "residential", "avenue"}) {
        Scenario scenario =
            Scenario.parse(
                "{name: long, durationSeconds: 120, street: {lampSpacingMetres: 10, characters: {%s: 1}, layouts: {%s: 1}}}"
                    .formatted(quarter, layout));
        for (Quantity quantity :
            new Quantity[] {
              Quantity.EGO_SPEED,
              Quantity.PARKED_CARS,
              Quantity.MOVING_CARS,
              Quantity.PEDESTRIANS,
              Quantity.CROSSING_PEDESTRIANS,
              Quantity.CYCLISTS,
              Quantity.TREES
            }) {
          scenario = scenario.with(quantity, new Distribution.Constant(quantity.high()));
        }
        assertIdsAreUnique(World.of(scenario, 3));
      }
    }
  }
}
