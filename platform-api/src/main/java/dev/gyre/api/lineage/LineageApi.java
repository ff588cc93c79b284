package dev.gyre.api.lineage;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * What was made from what in a project. It is read from events, soon after they happened; each
 * answer says how far.
 */
@HttpExchange(url = "/api/v1/projects/{project}/lineage", accept = "application/json")
public interface LineageApi {

  /** The most steps of one answer. */
  int MAX_DEPTH = 64;

  /**
   * The nodes that are reached from one, and the edges between them.
   *
   * @param of {@code <noun>/<id>}, see {@link LineageNode}
   * @param depth the most steps, from 1 to {@value #MAX_DEPTH}
   * @param limit the most edges, from 1 to {@link Page#MAX_LIMIT}
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} if nothing was told of it yet
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Lineage get(
      @PathVariable ProjectSlug project,
      @RequestParam LineageNode of,
      @RequestParam(defaultValue = "UPSTREAM") LineageDirection direction,
      @RequestParam(defaultValue = "16") int depth,
      @RequestParam(defaultValue = "500") int limit);
}
