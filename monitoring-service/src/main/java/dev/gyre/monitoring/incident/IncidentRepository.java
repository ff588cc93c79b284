package dev.gyre.monitoring.incident;

import dev.gyre.api.monitoring.IncidentId;
import dev.gyre.api.monitoring.IncidentState;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.postgres.Jsonb;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.proof.FailureMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IncidentRepository {

  private static final String SELECT = "select * from monitoring.incident ";

  private final JdbcClient jdbc;

  IncidentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if the mode has its incident already. */
  boolean insert(IncidentEntry entry) {
    return values(
            """
            insert into monitoring.incident (id, project_id, project_slug, endpoint, model, mode,
              members, title, description, fingerprint, state, failures, exposures, log_evidence,
              threshold, accepted_error, model_version, rose, opened, changed)
            values (:id, :project, :slug, :endpoint, :model, :mode, :members, :title, :description,
              :fingerprint, :state, :failures, :exposures, :evidence, :threshold, :accepted,
              :version, :rose, :opened, :changed)
            on conflict (project_id, endpoint, fingerprint) do nothing
            """,
            entry)
        == 1;
  }

  /** Writes all that may change. */
  void update(IncidentEntry entry) {
    values(
        """
        update monitoring.incident set mode = :mode, members = :members, title = :title,
          description = :description, fingerprint = :fingerprint, state = :state,
          failures = :failures, exposures = :exposures, log_evidence = :evidence,
          threshold = :threshold, model_version = :version, rose = :rose,
          candidate_version = :candidate, cured_from = :cured, accepted_until = :until,
          decided_by = :by, reason = :reason, changed = :changed
        where id = :id
        """,
        entry);
  }

  private int values(String sql, IncidentEntry entry) {
    return jdbc.sql(sql)
        .param("id", entry.id().value())
        .param("project", entry.project().value())
        .param("slug", entry.slug().text())
        .param("endpoint", entry.endpoint())
        .param("model", entry.model())
        .param("mode", Jsonb.write(StoredMode.of(entry.mode())))
        .param("members", Jsonb.write(entry.members().stream().map(StoredMode::of).toList()))
        .param("title", entry.title())
        .param("description", entry.description())
        .param("fingerprint", entry.fingerprint())
        .param("state", entry.state().name())
        .param("failures", entry.counts().failures())
        .param("exposures", entry.counts().exposures())
        .param("evidence", entry.logEvidence())
        .param("threshold", entry.threshold())
        .param("accepted", entry.acceptedError())
        .param("version", entry.modelVersion())
        .param("rose", entry.rose())
        .param("candidate", entry.candidateVersion())
        .param("cured", entry.curedFrom() == null ? null : entry.curedFrom().value())
        .param("until", at(entry.acceptedUntil()))
        .param("by", entry.decidedBy())
        .param("reason", entry.reason())
        .param("opened", at(entry.opened()))
        .param("changed", at(entry.changed()))
        .update();
  }

  Optional<IncidentEntry> find(ProjectId project, IncidentId id) {
    return find(project, id, "");
  }

  Optional<IncidentEntry> lock(ProjectId project, IncidentId id) {
    return find(project, id, " for update");
  }

  private Optional<IncidentEntry> find(ProjectId project, IncidentId id, String lock) {
    return jdbc.sql(SELECT + "where project_id = :project and id = :id" + lock)
        .param("project", project.value())
        .param("id", id.value())
        .query(IncidentRepository::map)
        .optional();
  }

  /** All of an endpoint, locked, oldest first. */
  List<IncidentEntry> lockAll(Watch watch) {
    return jdbc.sql(
            SELECT + "where project_id = :project and endpoint = :endpoint order by id for update")
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .query(IncidentRepository::map)
        .list();
  }

  /** Accepted ones whose date has come, locked. */
  List<IncidentEntry> lockExpired(Instant now) {
    return jdbc.sql(
            SELECT
                + """
                where state = 'ACCEPTED' and accepted_until <= :now order by id
                for update skip locked
                """)
        .param("now", at(now))
        .query(IncidentRepository::map)
        .list();
  }

  /** Newest first. */
  List<IncidentEntry> list(
      ProjectId project, @Nullable IncidentState state, @Nullable UUID before, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where project_id = :project
                  and (cast(:before as uuid) is null or id < cast(:before as uuid))
                  and (cast(:state as text) is null or state = cast(:state as text))
                order by id desc limit :limit
                """)
        .param("project", project.value())
        .param("before", before)
        .param("state", state == null ? null : state.name())
        .param("limit", limit)
        .query(IncidentRepository::map)
        .list();
  }

  private static IncidentEntry map(ResultSet row, int number) throws SQLException {
    UUID cured = row.getObject("cured_from", UUID.class);
    return new IncidentEntry(
        new IncidentId(row.getObject("id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new ProjectSlug(row.getString("project_slug")),
        row.getString("endpoint"),
        row.getString("model"),
        Jsonb.read(row.getString("mode"), StoredMode.class).mode(),
        members(row.getString("members")),
        row.getString("description"),
        row.getString("fingerprint"),
        IncidentState.valueOf(row.getString("state")),
        new ModeCounts(row.getInt("failures"), row.getInt("exposures")),
        row.getDouble("log_evidence"),
        row.getDouble("threshold"),
        row.getDouble("accepted_error"),
        row.getInt("model_version"),
        row.getBoolean("rose"),
        row.getObject("candidate_version", Integer.class),
        cured == null ? null : new LogId(cured),
        instant(row, "accepted_until"),
        row.getString("decided_by"),
        row.getString("reason"),
        row.getObject("opened", OffsetDateTime.class).toInstant(),
        row.getObject("changed", OffsetDateTime.class).toInstant());
  }

  private static List<FailureMode> members(String json) {
    return Arrays.stream(Jsonb.read(json, StoredMode[].class)).map(StoredMode::mode).toList();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
