package dev.gyre.api.eval;

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

/** Two models on the same samples. */
@HttpExchange(url = "/api/v1/projects/{project}/comparisons", accept = "application/json")
public interface ComparisonsApi {

  /**
   * Compares two evaluations; takes seconds. An equal request is answered with the first one.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND}; {@code WRONG_STATE} if one is
   *     not done, or if they do not have the same samples
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Comparison create(@PathVariable ProjectSlug project, @RequestBody NewComparison comparison);

  /** Comparisons, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Comparison> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One comparison. */
  @GetExchange("/{comparison}")
  @Requires(Access.VIEWER)
  Comparison get(@PathVariable ProjectSlug project, @PathVariable ComparisonId comparison);

  /**
   * Its samples by key.
   *
   * @param kind only these; absent for all
   */
  @GetExchange("/{comparison}/flips")
  @Requires(Access.VIEWER)
  Page<Flip> flips(
      @PathVariable ProjectSlug project,
      @PathVariable ComparisonId comparison,
      @RequestParam(required = false) @Nullable FlipKind kind,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
