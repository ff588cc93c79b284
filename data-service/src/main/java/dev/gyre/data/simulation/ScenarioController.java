package dev.gyre.data.simulation;

import dev.gyre.api.Page;
import dev.gyre.api.data.NewScenario;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.data.ScenariosApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ScenarioController implements ScenariosApi {

  private final Scenarios scenarios;

  ScenarioController(Scenarios scenarios) {
    this.scenarios = scenarios;
  }

  @Override
  public Scenario create(ProjectSlug project, NewScenario scenario) {
    return scenarios.create(Callers.current().requireProject(), scenario.document());
  }

  @Override
  public Page<Scenario> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return scenarios.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Scenario get(ProjectSlug project, ScenarioId scenario) {
    return scenarios.get(Callers.current().requireProject(), scenario);
  }
}
