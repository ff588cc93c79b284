package dev.gyre.api.monitoring;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Evidence of failures. */
@HttpExchange(url = "/api/v1/projects/{project}/failure-events", accept = "application/json")
public interface FailureEventsApi {

  /**
   * Failure events, newest first.
   *
   * @param confirmed only those that are certain, or only those that are suspected
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<FailureEvent> list(
      @PathVariable ProjectSlug project,
      @RequestParam(required = false) @Nullable String endpoint,
      @RequestParam(required = false) @Nullable FailureKind kind,
      @RequestParam(required = false) @Nullable Boolean confirmed,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
