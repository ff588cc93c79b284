package dev.gyre.api.monitoring;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Monitors, one per endpoint. */
@HttpExchange(url = "/api/v1/projects/{project}/monitors", accept = "application/json")
public interface MonitorsApi {

  /**
   * Watches an endpoint from the beginning of its log, or changes what is looked for. May be
   * repeated. {@code NOT_FOUND} for an endpoint that does not exist, {@code WRONG_STATE} for one
   * whose logging is off.
   */
  @PutExchange("/{endpoint}")
  @Requires(Access.ENGINEER)
  Monitor put(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestBody MonitorSpec spec);

  /** One monitor. */
  @GetExchange("/{endpoint}")
  @Requires(Access.VIEWER)
  Monitor get(@PathVariable ProjectSlug project, @PathVariable String endpoint);

  /** The monitors, by endpoint. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Monitor> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
