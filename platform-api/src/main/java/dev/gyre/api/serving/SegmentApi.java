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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Asks an endpoint for the class of each pixel of one moment. */
@HttpExchange(
    url = "/api/v1/projects/{project}/endpoints/{endpoint}/segment",
    accept = "application/json")
public interface SegmentApi {

  /**
   * Decodes the streams of one moment and answers with the model. The body is {@code
   * multipart/form-data} (RFC 7578) with one part for each stream, named as the model's input:
   * pictures as PNG, JPEG, WebP or TIFF, depth as PNG of 16 bits, or as TIFF or NPY of floats. A
   * stream of depth may be left out if the model has a value for none, and is told that there is
   * none. Other parts are refused by name. What cannot be decoded is refused and logged as {@link
   * PredictionStatus#BAD_INPUT} all the same.
   *
   * <p>A repetition under the same {@code client_key} with the same streams is answered from the
   * log with the first answer and its log id (an endpoint that only counts answers anew and drops
   * the second record).
   *
   * @param contentType {@code multipart/form-data} with its boundary
   * @param clientKey the caller's own name for this prediction, unique in the endpoint, 1 to 200
   *     printable characters
   * @param occurred when the streams were taken; now if absent, at most a day ahead
   * @param device that took them, up to 200 printable characters
   * @param group such as a drive, up to 200 printable characters; frames of one group are one
   *     sequence
   * @param sequence the caller's counter within the group, from 0
   * @param metadata a JSON object of up to 64 texts, numbers and truth values that are known of the
   *     moment, such as the weather: incidents are explained by them
   * @param overlay whether the answer has the first picture with the classes laid over it
   * @throws dev.gyre.api.PlatformException {@code WRONG_STATE} if the endpoint classifies; {@code
   *     UNREADABLE_BODY} or {@code TOO_LARGE} for bad streams, whose name is told, with the
   *     arguments {@code reason} and, once logged durably, {@code log_id}; otherwise as {@link
   *     PredictApi#predict}
   */
  @Unaudited("The prediction log has each call")
  @PostExchange
  @Requires(Access.LABELLER)
  SegmentationAnswer segment(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestHeader("Content-Type") String contentType,
      @RequestParam(name = "client_key", required = false) @Nullable String clientKey,
      @RequestParam(required = false) @Nullable Instant occurred,
      @RequestParam(required = false) @Nullable String device,
      @RequestParam(required = false) @Nullable String group,
      @RequestParam(required = false) @Nullable Long sequence,
      @RequestParam(required = false) @Nullable String metadata,
      @RequestParam(defaultValue = "false") boolean overlay,
      @RequestBody InputStream streams);
}
