package dev.gyre.api.training;

import dev.gyre.api.Access;
import dev.gyre.api.Headers;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectSlug;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Trainings. A run is stopped by cancelling its job. Metrics also come live as server-sent events
 * at {@code GET /runs/{run}/events}: each event {@code metric} is a {@link MetricPoint} whose id
 * continues the stream by {@code Last-Event-ID} or {@code ?after=}; a last event {@code run} has
 * the ended {@link Run}.
 */
@HttpExchange(url = "/api/v1/projects/{project}/runs", accept = "application/json")
public interface RunsApi {

  /**
   * Starts a training. The job's subject is {@code run/<id>}.
   *
   * @throws dev.gyre.api.PlatformException with {@code CONTRACT_VIOLATION} and the argument {@code
   *     field=classes} if the prepared set has other classes than the present task contract, or
   *     {@code field=architecture} if the recipe's network answers another kind of task; {@code
   *     INVALID_ARGUMENT} naming {@code geometry} or {@code streams} if the preparation has steps
   *     that no model's graph repeats, or not the one label map that a segmentation learns; {@code
   *     WRONG_STATE} if the prepared set is not ready; {@code NOT_FOUND} for an unknown recipe or
   *     prepared set
   */
  @PostExchange
  @Requires(Access.ENGINEER)
  Job create(
      @PathVariable ProjectSlug project,
      @RequestHeader(name = Headers.IDEMPOTENCY_KEY, required = false)
          @Nullable String idempotencyKey,
      @RequestBody NewRun run);

  /** Runs, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Run> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One run. */
  @GetExchange("/{run}")
  @Requires(Access.VIEWER)
  Run get(@PathVariable ProjectSlug project, @PathVariable RunId run);

  /**
   * What the run has measured, by name and step.
   *
   * @param name only this metric; absent for all
   * @throws dev.gyre.api.PlatformException with {@code TOO_LARGE} if there are more than 100,000
   *     points: ask for one metric, or read the stream of events
   */
  @GetExchange("/{run}/metrics")
  @Requires(Access.VIEWER)
  List<MetricPoint> metrics(
      @PathVariable ProjectSlug project,
      @PathVariable RunId run,
      @RequestParam(required = false) @Nullable String name);
}
