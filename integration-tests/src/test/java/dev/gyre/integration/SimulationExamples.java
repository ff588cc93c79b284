package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.NewScenario;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.data.ScenariosApi;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationId;
import dev.gyre.api.data.SimulationState;
import dev.gyre.api.data.SimulationsApi;
import dev.gyre.api.json.ContractJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scenarios and what is simulated of them. */
final class SimulationExamples {

  private SimulationExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            ScenariosApi.class,
            "create",
            (api, loop) -> {
              Scenario made = api.create(loop.project(), document(12));
              assertThat(api.create(loop.project(), document(12)).id()).isEqualTo(made.id());
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.create(loop.project(), document(25))),
        Example.of(
            ScenariosApi.class,
            "list",
            (api, loop) -> {
              Scenario made = api.create(loop.project(), document(13));
              assertThat(api.list(loop.project(), 100, null).items())
                  .extracting(Scenario::id)
                  .contains(made.id());
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            ScenariosApi.class,
            "get",
            (api, loop) -> {
              Scenario made = api.create(loop.project(), document(12));
              assertThat(api.get(loop.project(), made.id())).isEqualTo(made);
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), ScenarioId.next())),
        Example.of(
            SimulationsApi.class,
            "start",
            (api, loop) -> {
              Simulation started = api.start(loop.project(), null, wanted(loop, 3));
              assertThat(imported(loop, api, started).rejected()).isZero();
              Simulation again = api.start(loop.project(), null, wanted(loop, 3));
              assertThat(imported(loop, api, again).duplicates()).isEqualTo(1);
            },
            INVALID_ARGUMENT,
            (api, loop) ->
                api.start(
                    loop.project(),
                    null,
                    new NewSimulation(scenario(loop).id(), 3, 1, 9, 2, 1, Map.of()))),
        Example.of(
            SimulationsApi.class,
            "list",
            (api, loop) -> {
              Simulation started = api.start(loop.project(), "simulation-1", wanted(loop, 4));
              assertThat(api.list(loop.project(), 100, null).items())
                  .extracting(Simulation::id)
                  .contains(started.id());
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            SimulationsApi.class,
            "get",
            (api, loop) -> {
              Simulation started = api.start(loop.project(), "simulation-1", wanted(loop, 4));
              assertThat(api.get(loop.project(), started.id()).spec()).isEqualTo(wanted(loop, 4));
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), SimulationId.next())));
  }

  private static NewScenario document(int hour) {
    return new NewScenario(
        ContractJson.mapper()
            .readTree(
                """
                {"name": "examples", "image": {"widthPx": 32, "heightPx": 32},
                 "durationSeconds": 1, "ratesHz": {"rgb": 10}, "time": {"hour": %d}}
                """
                    .formatted(hour)));
  }

  private static Scenario scenario(Loop loop) {
    return loop.api(ScenariosApi.class).create(loop.project(), document(12));
  }

  /** One picture: the digits' task has a gray stream, and none of the simulator's classes. */
  private static NewSimulation wanted(Loop loop, long seed) {
    return new NewSimulation(scenario(loop).id(), seed, 1, 0, 1, 1, Map.of());
  }

  private static Import imported(Loop loop, SimulationsApi api, Simulation started) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> api.get(loop.project(), started.id()).state() == SimulationState.FINISHED);
    return loop.api(ImportsApi.class)
        .get(
            loop.project(),
            Objects.requireNonNull(
                api.get(loop.project(), started.id()).shards().getFirst().importId()));
  }
}
