package dev.gyre.api.serving;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Endpoints, by name. */
@HttpExchange(url = "/api/v1/projects/{project}/endpoints", accept = "application/json")
public interface EndpointsApi {

  /**
   * Makes an endpoint and begins to load its model. {@code ALREADY_EXISTS} if the name is taken.
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Endpoint create(@PathVariable ProjectSlug project, @RequestBody NewEndpoint endpoint);

  /** The endpoints, by name. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Endpoint> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One endpoint. */
  @GetExchange("/{endpoint}")
  @Requires(Access.VIEWER)
  Endpoint get(@PathVariable ProjectSlug project, @PathVariable String endpoint);

  /**
   * Replaces the settings. A new model is swapped in without a failed request. {@code
   * STALE_VERSION} if {@code If-Match} names an older revision.
   */
  @PutExchange("/{endpoint}")
  @Requires(Access.ENGINEER)
  Endpoint put(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestHeader(name = Headers.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody EndpointSettings settings);

  /**
   * Stops it, after the requests at work, and frees its name. Its log stays stored and is no longer
   * reached by name. May be repeated.
   */
  @DeleteExchange("/{endpoint}")
  @Requires(Access.ENGINEER)
  void remove(@PathVariable ProjectSlug project, @PathVariable String endpoint);
}
