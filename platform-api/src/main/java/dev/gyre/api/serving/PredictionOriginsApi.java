package dev.gyre.api.serving;

import dev.gyre.api.Access;
import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Which deployment and model version gave an answer, over all endpoints of a project. */
@HttpExchange(url = "/api/v1/projects/{project}/predictions", accept = "application/json")
public interface PredictionOriginsApi {

  /** Of one prediction. */
  @GetExchange("/{prediction}")
  @Requires(Access.VIEWER)
  PredictionOrigin get(@PathVariable ProjectSlug project, @PathVariable LogId prediction);

  /**
   * Of the predictions whose picture has these bytes, newest first.
   *
   * @param payload digest of the picture, such as that of a sample's stream
   */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<PredictionOrigin> list(
      @PathVariable ProjectSlug project,
      @RequestParam Digest payload,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);
}
