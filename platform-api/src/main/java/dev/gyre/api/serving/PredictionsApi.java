package dev.gyre.api.serving;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The log of an endpoint, for people. */
@HttpExchange(
    url = "/api/v1/projects/{project}/endpoints/{endpoint}/predictions",
    accept = "application/json")
public interface PredictionsApi {

  /** The predictions, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Prediction> list(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One prediction. */
  @GetExchange("/{prediction}")
  @Requires(Access.VIEWER)
  Prediction get(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @PathVariable LogId prediction);

  /**
   * The mask of a segmentation, PNG of 8 bits in the size of the model's map: a pixel's value is
   * its class' place among the model's outputs. The caller closes the stream. {@code NOT_FOUND} if
   * the answer is no segmentation.
   */
  @GetExchange(url = "/{prediction}/mask", accept = "image/png")
  @Requires(Access.VIEWER)
  InputStream mask(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @PathVariable LogId prediction);

  /**
   * The picture as it was sent (PNG for a tensor, a zip for several streams); the caller closes the
   * stream. {@code NOT_FOUND} if it was not kept.
   */
  @GetExchange(url = "/{prediction}/payload", accept = "application/octet-stream")
  @Requires(Access.VIEWER)
  InputStream payload(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @PathVariable LogId prediction);
}
