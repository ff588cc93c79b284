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

/** Declarations of how samples become training data. */
@HttpExchange(url = "/api/v1/projects/{project}/preparations", accept = "application/json")
public interface PreparationsApi {

  /**
   * Makes a preparation. An equal spec is answered with the first one; a name that is taken by
   * another spec fails with {@code ALREADY_EXISTS}.
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Preparation create(@PathVariable ProjectSlug project, @RequestBody NewPreparation preparation);

  /** The preparations, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Preparation> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One preparation. */
  @GetExchange("/{preparation}")
  @Requires(Access.VIEWER)
  Preparation get(@PathVariable ProjectSlug project, @PathVariable PreparationId preparation);
}
