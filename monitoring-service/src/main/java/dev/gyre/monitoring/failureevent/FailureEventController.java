package dev.gyre.monitoring.failureevent;

import dev.gyre.api.Page;
import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventsApi;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class FailureEventController implements FailureEventsApi {

  private final FailureEvents events;

  FailureEventController(FailureEvents events) {
    this.events = events;
  }

  @Override
  public Page<FailureEvent> list(
      ProjectSlug project,
      @Nullable String endpoint,
      @Nullable FailureKind kind,
      @Nullable Boolean confirmed,
      int limit,
      @Nullable String cursor) {
    return events.list(
        Callers.current().requireProject(),
        new FailureEvents.Filter(endpoint, kind, confirmed),
        Page.checkLimit(limit),
        cursor);
  }
}
