package dev.gyre.api.serving;

import dev.gyre.api.Access;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import dev.gyre.api.project.ProjectSlug;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Asks an endpoint about one picture. */
@HttpExchange(
    url = "/api/v1/projects/{project}/endpoints/{endpoint}/predict",
    accept = "application/json")
public interface PredictApi {

  /**
   * Decodes a PNG or JPEG picture, sent under any media type but a form's, and answers with the
   * model. What cannot be decoded is refused and logged as {@link PredictionStatus#BAD_INPUT} all
   * the same.
   *
   * <p>A repetition under the same {@code client_key} with the same bytes is answered from the log
   * with the first answer and its log id, and logged no second time (an endpoint that only counts
   * answers anew and drops the second record).
   *
   * @param clientKey the caller's own name for this prediction, unique in the endpoint, 1 to 200
   *     printable characters
   * @param occurred when the picture was taken; now if absent, at most a day ahead
   * @param device that took it, up to 200 printable characters
   * @param group such as a patient or drive, up to 200 printable characters
   * @param sequence the caller's counter, from 0
   * @throws dev.gyre.api.PlatformException {@code UNREADABLE_BODY} or {@code TOO_LARGE} for a bad
   *     picture, with the arguments {@code reason} and, once logged durably, {@code log_id}; {@code
   *     ALREADY_EXISTS} with {@code log_id} if the key came with other bytes; {@code CAPACITY} at
   *     once beyond {@code max_concurrency}, and while no version is ready; {@code DEPENDENCY} if a
   *     durable record could not be written
   */
  @Unaudited("The prediction log has each call")
  @PostExchange
  @Requires(Access.LABELLER)
  PredictionAnswer predict(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestParam(name = "client_key", required = false) @Nullable String clientKey,
      @RequestParam(required = false) @Nullable Instant occurred,
      @RequestParam(required = false) @Nullable String device,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable Long sequence,
      @RequestBody InputStream image);
}
