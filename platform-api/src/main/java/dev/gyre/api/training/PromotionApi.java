package dev.gyre.api.training;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Moves guarded aliases for the eval service, which holds the verdicts. */
@Internal
@HttpExchange(
    url = "/internal/v1/training/projects/{project}/models/{model}/aliases/{alias}",
    accept = "application/json")
public interface PromotionApi {

  /**
   * Moves the alias. May be repeated: a move for a verdict that has moved it there already answers
   * as the first one.
   *
   * @throws dev.gyre.api.PlatformException with {@code PERMISSION_DENIED} for any other service;
   *     {@code NOT_FOUND} if the model has no such version; {@code WRONG_STATE} if the version is
   *     not ready
   */
  @PutExchange
  @Requires(Access.SERVICE)
  Alias promote(
      @PathVariable ProjectSlug project,
      @PathVariable String model,
      @PathVariable String alias,
      @RequestBody Promotion promotion);
}
