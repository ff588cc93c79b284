package dev.gyre.training.run;

import dev.gyre.api.Access;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
final class RunController implements RunsApi {

  private final Runs runs;
  private final RunStreams streams;

  RunController(Runs runs, RunStreams streams) {
    this.runs = runs;
    this.streams = streams;
  }

  @Override
  public Job create(ProjectSlug project, @Nullable String idempotencyKey, NewRun run) {
    return runs.start(Callers.current(), project, idempotencyKey, run);
  }

  @Override
  public Page<Run> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return runs.list(here(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Run get(ProjectSlug project, RunId run) {
    return runs.get(here(), run);
  }

  @Override
  public List<MetricPoint> metrics(ProjectSlug project, RunId run, @Nullable String name) {
    return runs.metrics(here(), run, name);
  }

  /**
   * The run's metrics as they come. A browser that reconnects repeats its address, so the id that
   * it has seen last goes before {@code after}.
   */
  @GetExchange(url = "/{run}/events", accept = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Requires(Access.VIEWER)
  SseEmitter events(
      @PathVariable RunId run,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(required = false) @Nullable String after) {
    return streams.open(
        runs.get(here(), run).id(), here(), RunStreams.position(lastEventId, after));
  }

  private static ProjectId here() {
    return Callers.current().requireProject();
  }
}
