package dev.gyre.api.project;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Projects of this server. */
@HttpExchange(url = "/api/v1/projects", accept = "application/json")
public interface ProjectsApi {

  /**
   * The projects that the caller is a member of, by slug; all of them for the server's
   * administrator.
   */
  @GetExchange
  @Requires(Access.SIGNED_IN)
  Page<Project> list(
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /**
   * Makes a project; its maker becomes its first admin. Fails with {@code ALREADY_EXISTS} if the
   * slug is taken.
   */
  @PostExchange
  @Creates
  @Requires(Access.SERVER_ADMIN)
  Project create(@RequestBody NewProject project);

  /** One project. */
  @GetExchange("/{project}")
  @Requires(Access.VIEWER)
  Project get(@PathVariable ProjectSlug project);
}
