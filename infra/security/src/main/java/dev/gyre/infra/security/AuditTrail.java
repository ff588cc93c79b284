package dev.gyre.infra.security;

import dev.gyre.api.Page;
import dev.gyre.api.UuidV7;
import dev.gyre.api.project.AuditEntry;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit in schema {@code platform}: rows are added, none is changed.
 *
 * <p>Each row is a short transaction of its own that does not wait for the disk. It is safe all the
 * same where it counts: the write-ahead log keeps the order, so an operation whose commit is on
 * disk has its row there as well. Lost with the machine are at most rows of calls that had no
 * effect yet, and outcomes, whose absence says that they are not known.
 */
public final class AuditTrail {

  private static final int LONGEST_PATH = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;

  AuditTrail(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Writes that a call is about to run; the answer names it to {@link #end}. */
  UUID begin(AuditedCall call) {
    UUID id = UuidV7.next();
    Caller caller = call.caller();
    String person = caller.principal() == null ? null : caller.principal().name();
    jdbc.sql(
            """
            with quick as (select set_config('synchronous_commit', 'off', true))
            insert into platform.audit (id, at, principal, on_behalf_of, principal_id, project_id,
              operation, path, trace)
            select :id, :at, :principal, :behalf, :person::uuid, :project::uuid, :operation, :path,
              :trace from quick
            """)
        .param("id", id)
        .param("at", Timestamp.from(clock.instant()))
        .param(
            "principal",
            caller.service() == null ? caller.displayName() : "service:" + caller.service())
        .param("behalf", caller.service() == null ? null : person)
        .param("person", caller.principal() == null ? null : caller.principal().id().value())
        .param("project", caller.project() == null ? null : caller.project().value())
        .param("operation", call.operation())
        .param("path", call.path().substring(0, Math.min(LONGEST_PATH, call.path().length())))
        .param("trace", call.trace())
        .update();
    return id;
  }

  /** Writes what became of a call. */
  void end(UUID call, String outcome) {
    jdbc.sql(
            """
            with quick as (select set_config('synchronous_commit', 'off', true))
            insert into platform.audit_outcome (audit_id, outcome)
            select :id, :outcome from quick on conflict do nothing
            """)
        .param("id", call)
        .param("outcome", outcome)
        .update();
  }

  /**
   * Entries, newest first.
   *
   * @param limit from 1 to {@link Page#MAX_LIMIT}
   */
  public Page<AuditEntry> list(Filter filter, int limit, @Nullable String cursor) {
    Page.checkLimit(limit);
    String list = "audit %s %s".formatted(filter.project(), filter.principal());
    Optional<Cursor> after = Cursor.parse(cursor, list, 1);
    return Cursor.page(
        jdbc.sql(
                """
                select a.id, a.at, a.principal, a.on_behalf_of, a.principal_id, a.project_id,
                  a.operation, a.path, a.trace, o.outcome
                from platform.audit a left join platform.audit_outcome o on o.audit_id = a.id
                where (:project::uuid is null or a.project_id = :project::uuid)
                  and (:principal::uuid is null or a.principal_id = :principal::uuid)
                  and (:before::uuid is null or a.id < :before::uuid)
                order by a.id desc limit :limit
                """)
            .param("project", filter.project() == null ? null : filter.project().value())
            .param("principal", filter.principal() == null ? null : filter.principal().value())
            .param("before", after.map(place -> place.uuid(0)).orElse(null))
            .param("limit", limit + 1)
            .query((row, _) -> entry(row))
            .list(),
        limit,
        entry -> Cursor.after(list, entry.id()));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    UUID principal = row.getObject("principal_id", UUID.class);
    UUID project = row.getObject("project_id", UUID.class);
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getString("principal"),
        row.getString("on_behalf_of"),
        principal == null ? null : new PrincipalId(principal),
        project == null ? null : new ProjectId(project),
        row.getString("operation"),
        row.getString("path"),
        row.getString("outcome"),
        row.getString("trace"));
  }

  /** Which entries to list; an absent part lets all through. */
  public record Filter(@Nullable ProjectId project, @Nullable PrincipalId principal) {}
}
