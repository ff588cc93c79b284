package dev.gyre.api.data;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What may be simulated. */
@HttpExchange(url = "/api/v1/projects/{project}/scenarios", accept = "application/json")
public interface ScenariosApi {

  /**
   * Keeps a scenario. An equal one is answered with the first. Fails with {@code INVALID_ARGUMENT}
   * naming the first field that is unknown, of the wrong type or out of its range.
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Scenario create(@PathVariable ProjectSlug project, @RequestBody NewScenario scenario);

  /** The scenarios, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Scenario> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One scenario. */
  @GetExchange("/{scenario}")
  @Requires(Access.VIEWER)
  Scenario get(@PathVariable ProjectSlug project, @PathVariable ScenarioId scenario);
}
