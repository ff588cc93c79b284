package dev.gyre.monitoring.monitor;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The watches over endpoints. What reads or labels exposures locks the watch first. */
@Component
public class Monitors {

  private static final String LIST = "monitors";

  private final MonitorRepository repository;
  private final EndpointsApi endpoints;
  private final Clock clock;

  Monitors(MonitorRepository repository, EndpointsApi endpoints, Clock clock) {
    this.repository = repository;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /** Sets what is looked for; asks serving whether the endpoint exists. */
  Monitor put(ProjectId project, ProjectSlug slug, String endpoint, MonitorSpec spec) {
    Endpoint served = endpoints.get(slug, endpoint);
    repository.insert(fresh(project, slug, served, spec));
    repository.change(project, endpoint, served.model(), spec);
    return get(project, endpoint);
  }

  /**
   * The watch of an endpoint, made with defaults if there is none. Outside of transactions.
   *
   * @throws PlatformException with {@code NOT_FOUND} for an endpoint that does not exist
   */
  public Watch ensure(ProjectId project, ProjectSlug slug, String endpoint) {
    Optional<Watch> known = repository.find(project, endpoint);
    if (known.isPresent()) {
      return known.get();
    }
    repository.insert(fresh(project, slug, endpoints.get(slug, endpoint), MonitorSpec.defaults()));
    return require(project, endpoint);
  }

  Monitor get(ProjectId project, String endpoint) {
    return require(project, endpoint).toMonitor();
  }

  Page<Monitor> list(ProjectId project, int limit, @Nullable String cursor) {
    String after = Cursor.parse(cursor, LIST, 1).map(place -> place.text(0)).orElse("");
    return Cursor.page(
            repository.list(project, after, limit + 1),
            limit,
            watch -> Cursor.after(LIST, watch.endpoint()))
        .map(Watch::toMonitor);
  }

  /** All watches of all projects. */
  public List<Watch> all() {
    return repository.all();
  }

  /** The watch as it stands, held until the transaction ends. */
  public Watch lock(Watch watch) {
    return repository
        .lock(watch.project(), watch.endpoint())
        .orElseThrow(() -> PlatformException.notFound("monitor", watch.endpoint()));
  }

  /** Says how far the log was read. */
  public void read(Watch watch, LogId position, int count) {
    repository.read(watch, position, count);
  }

  /** Says that labels changed, so that incidents are judged again. */
  public void labelled(Watch watch, int more) {
    repository.labelled(watch, more);
  }

  /** Says that incidents were judged at the labels that this watch was read with. */
  public void judged(Watch watch) {
    repository.judged(watch);
  }

  /** Says up to where windows were judged for drift. */
  public void driftJudged(Watch watch, LogId after) {
    repository.driftJudged(watch, after);
  }

  /**
   * The watch of an endpoint as it stands.
   *
   * @throws PlatformException with {@code NOT_FOUND} if it is not watched
   */
  public Watch require(ProjectId project, String endpoint) {
    return repository
        .find(project, endpoint)
        .orElseThrow(() -> PlatformException.notFound("monitor", endpoint));
  }

  private Watch fresh(ProjectId project, ProjectSlug slug, Endpoint served, MonitorSpec spec) {
    if (served.logging() == Logging.OFF) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Endpoint '%s' logs nothing, so there is nothing to monitor; set its logging to DURABLE or COUNTED"
              .formatted(served.name()));
    }
    return new Watch(
        project,
        slug,
        served.name(),
        served.model(),
        spec,
        null,
        null,
        0,
        0,
        0,
        0,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
