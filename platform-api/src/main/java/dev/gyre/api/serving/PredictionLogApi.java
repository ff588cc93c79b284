package dev.gyre.api.serving;

import dev.gyre.api.Access;
import dev.gyre.api.Internal;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.Unaudited;
import dev.gyre.api.project.ProjectSlug;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The log of an endpoint, for the services that follow it. */
@Internal
@HttpExchange(
    url = "/internal/v1/serving/projects/{project}/endpoints/{endpoint}/log",
    accept = "application/json")
public interface PredictionLogApi {

  /**
   * The predictions in the order of the log. Whoever goes on after the last id that it has seen
   * reads each prediction once and misses none.
   *
   * @param after the last id that was seen; absent for the beginning
   * @return {@code next_cursor} is the last id of the page if more follows
   */
  @GetExchange
  @Requires(Access.SERVICE)
  Page<Prediction> read(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestParam(required = false) @Nullable LogId after,
      @RequestParam(defaultValue = "100") int limit);

  /** Where predictions are, by the callers' names for them; unknown names are left out. */
  @Unaudited("It only asks")
  @PostExchange("/resolve")
  @Requires(Access.SERVICE)
  Map<String, LogId> resolve(
      @PathVariable ProjectSlug project,
      @PathVariable String endpoint,
      @RequestBody ClientKeys keys);
}
