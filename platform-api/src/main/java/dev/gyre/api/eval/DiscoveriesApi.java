package dev.gyre.api.eval;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Rules in the samples' metadata that explain where a model is wrong. */
@HttpExchange(
    url = "/api/v1/projects/{project}/evaluations/{evaluation}/discoveries",
    accept = "application/json")
public interface DiscoveriesApi {

  /**
   * Looks for the rules that best explain where the model is wrong; takes seconds. Found on one
   * half of the groups, confirmed on the other. An evaluation has one discovery for each version of
   * the search: whoever asks again gets the first.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND}; {@code WRONG_STATE} until the
   *     evaluation is done
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Discovery create(@PathVariable ProjectSlug project, @PathVariable EvaluationId evaluation);

  /**
   * The discoveries of an evaluation, newest first.
   *
   * @throws dev.gyre.api.PlatformException with {@code NOT_FOUND} for an unknown evaluation
   */
  @GetExchange
  @Requires(Access.VIEWER)
  List<Discovery> list(@PathVariable ProjectSlug project, @PathVariable EvaluationId evaluation);
}
