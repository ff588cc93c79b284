package dev.gyre.monitoring.incident;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.monitoring.Acceptance;
import dev.gyre.api.monitoring.Decision;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Cursor;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Incidents and their states. */
@Component
public class Incidents {

  private static final String LIST = "incidents";

  private final IncidentRepository repository;
  private final EventOutbox outbox;
  private final Clock clock;

  Incidents(
      IncidentRepository repository,
      @Qualifier("monitoringEvents") EventOutbox outbox,
      Clock clock) {
    this.repository = repository;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** One page, newest first. */
  public Page<Incident> list(
      ProjectId project, @Nullable IncidentState state, int limit, @Nullable String cursor) {
    String list = LIST + state;
    UUID before = Cursor.parse(cursor, list, 1).map(place -> place.uuid(0)).orElse(null);
    return Cursor.page(
            repository.list(project, state, before, limit + 1),
            limit,
            entry -> Cursor.after(list, entry.id()))
        .map(IncidentEntry::toIncident);
  }

  /**
   * @throws PlatformException with {@code NOT_FOUND}
   */
  public IncidentEntry get(ProjectId project, IncidentId id) {
    return repository
        .find(project, id)
        .orElseThrow(() -> PlatformException.notFound("incident", id));
  }

  /** The same, held until the transaction ends. */
  public IncidentEntry lock(ProjectId project, IncidentId id) {
    return repository
        .lock(project, id)
        .orElseThrow(() -> PlatformException.notFound("incident", id));
  }

  /** Stores a change within the caller's transaction, and tells of it if the state has changed. */
  public IncidentEntry save(IncidentEntry before, IncidentChange change) {
    IncidentEntry after = change.at(now());
    repository.update(after);
    if (after.state() != before.state()) {
      tell(after, after.state().name().toLowerCase(Locale.ROOT));
    }
    return after;
  }

  /** Takes it up. */
  @Transactional
  public Incident triage(Caller caller, IncidentId id) {
    IncidentEntry incident = lock(caller.requireProject(), id);
    if (incident.state() == IncidentState.TRIAGED) {
      return incident.toIncident();
    }
    require(
        incident,
        "triaged",
        IncidentState.NEW,
        IncidentState.REGRESSED,
        IncidentState.ACCEPTED,
        IncidentState.IGNORED);
    return save(
            incident,
            IncidentChange.of(incident)
                .state(IncidentState.TRIAGED)
                .decided(caller.displayName(), null))
        .toIncident();
  }

  /** Lives with it until a date. */
  @Transactional
  public Incident accept(Caller caller, IncidentId id, Acceptance acceptance) {
    if (!acceptance.until().isAfter(now())) {
      throw PlatformException.invalid("until", acceptance.until(), "in the future");
    }
    IncidentEntry incident = lock(caller.requireProject(), id);
    requireUnresolved(incident, "accepted");
    return save(
            incident,
            IncidentChange.of(incident)
                .state(IncidentState.ACCEPTED)
                .until(acceptance.until().truncatedTo(ChronoUnit.MICROS))
                .decided(caller.displayName(), acceptance.reason()))
        .toIncident();
  }

  /** Puts it aside. */
  @Transactional
  public Incident ignore(Caller caller, IncidentId id, Decision decision) {
    IncidentEntry incident = lock(caller.requireProject(), id);
    requireUnresolved(incident, "ignored");
    return save(
            incident,
            IncidentChange.of(incident)
                .state(IncidentState.IGNORED)
                .decided(caller.displayName(), decision.reason()))
        .toIncident();
  }

  /** Returns accepted ones whose date has come. */
  @Transactional
  public void endAcceptances() {
    for (IncidentEntry incident : repository.lockExpired(now())) {
      save(incident, IncidentChange.of(incident).state(IncidentState.TRIAGED));
    }
  }

  /** Tells what became of an incident, in the transaction of it. */
  void tell(IncidentEntry incident, String what) {
    outbox.append(
        incident.project(),
        "dev.gyre.incident.%s.v1".formatted(what),
        "incident/" + incident.id(),
        incident.toIncident());
  }

  /**
   * @throws PlatformException with {@code WRONG_STATE} unless it is in one of these states
   */
  public static void require(IncidentEntry incident, String verb, IncidentState... allowed) {
    for (IncidentState state : allowed) {
      if (incident.state() == state) {
        return;
      }
    }
    throw wrongState(incident, verb);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void requireUnresolved(IncidentEntry incident, String verb) {
    if (incident.state() == IncidentState.RESOLVED) {
      throw wrongState(incident, verb);
    }
  }

  private static PlatformException wrongState(IncidentEntry incident, String verb) {
    return new PlatformException(
        ErrorCode.WRONG_STATE,
        "Incident %s is %s and cannot be %s from there"
            .formatted(incident.id(), incident.state(), verb));
  }
}
