package dev.gyre.monitoring.failureevent;

import dev.gyre.api.Page;
import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Evidence of failures, stored in the transaction of what shows it. */
@Component
public class FailureEvents {

  private static final String LIST = "failure-events";

  private final FailureEventRepository repository;
  private final Clock clock;

  FailureEvents(FailureEventRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Which ones to list; absent means all. */
  record Filter(
      @Nullable String endpoint, @Nullable FailureKind kind, @Nullable Boolean confirmed) {}

  /** Stores one; of the same prediction and kind there is only one. */
  public void record(ProjectId project, FailureEvent event) {
    repository.put(project, event);
  }

  /** Says that a prediction was right after all. */
  public void withdraw(ProjectId project, String endpoint, LogId prediction) {
    repository.withdraw(project, endpoint, prediction, clock.instant());
  }

  Page<FailureEvent> list(ProjectId project, Filter filter, int limit, @Nullable String cursor) {
    String list = LIST + filter;
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(null);
    return Cursor.page(
        repository.list(project, filter, before, limit + 1),
        limit,
        event -> Cursor.after(list, event.id()));
  }
}
