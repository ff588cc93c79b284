package dev.gyre.data.simulation;

import dev.gyre.api.Page;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationId;
import dev.gyre.api.data.SimulationsApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SimulationController implements SimulationsApi {

  private final Simulations simulations;
  private final TaskContractsApi contracts;

  SimulationController(Simulations simulations, TaskContractsApi contracts) {
    this.simulations = simulations;
    this.contracts = contracts;
  }

  @Override
  public Simulation start(
      ProjectSlug project, @Nullable String idempotencyKey, NewSimulation simulation) {
    TaskContract contract = contracts.current(project).contract();
    return simulations.start(Callers.current(), contract, idempotencyKey, simulation);
  }

  @Override
  public Page<Simulation> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return simulations.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Simulation get(ProjectSlug project, SimulationId simulation) {
    return simulations.get(Callers.current().requireProject(), simulation);
  }
}
