package dev.gyre.monitoring.failureevent;

import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventId;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.LogId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FailureEventRepository {

  private final JdbcClient jdbc;

  FailureEventRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One per prediction and kind; a wrong answer that was withdrawn stands again. */
  void put(ProjectId project, FailureEvent event) {
    jdbc.sql(
            """
            insert into monitoring.failure_event (id, project_id, endpoint, log_id, kind, confirmed,
              detail, model_version, class_name, predicted, occurred)
            values (:id, :project, :endpoint, :log, :kind, :confirmed, :detail, :version, :class,
              :predicted, :occurred)
            on conflict (project_id, endpoint, log_id, kind) do update set
              detail = excluded.detail, class_name = excluded.class_name, withdrawn = null
            """)
        .param("id", event.id().value())
        .param("project", project.value())
        .param("endpoint", event.endpoint())
        .param("log", event.logId().value())
        .param("kind", event.kind().name())
        .param("confirmed", event.confirmed())
        .param("detail", event.detail())
        .param("version", event.modelVersion())
        .param("class", event.className())
        .param("predicted", event.predicted())
        .param("occurred", event.occurred().atOffset(ZoneOffset.UTC))
        .update();
  }

  void withdraw(ProjectId project, String endpoint, LogId prediction, Instant now) {
    jdbc.sql(
            """
            update monitoring.failure_event set withdrawn = :now
            where project_id = :project and endpoint = :endpoint and log_id = :log
              and kind = 'WRONG' and withdrawn is null
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("project", project.value())
        .param("endpoint", endpoint)
        .param("log", prediction.value())
        .update();
  }

  /** Newest first. */
  List<FailureEvent> list(
      ProjectId project, FailureEvents.Filter filter, @Nullable UUID before, int limit) {
    return jdbc.sql(
            """
            select * from monitoring.failure_event
            where project_id = :project
              and (cast(:before as uuid) is null or id < cast(:before as uuid))
              and (cast(:endpoint as text) is null or endpoint = cast(:endpoint as text))
              and (cast(:kind as text) is null or kind = cast(:kind as text))
              and (cast(:confirmed as boolean) is null or confirmed = cast(:confirmed as boolean))
            order by id desc limit :limit
            """)
        .param("project", project.value())
        .param("before", before)
        .param("endpoint", filter.endpoint())
        .param("kind", filter.kind() == null ? null : filter.kind().name())
        .param("confirmed", filter.confirmed())
        .param("limit", limit)
        .query(FailureEventRepository::map)
        .list();
  }

  private static FailureEvent map(ResultSet row, int number) throws SQLException {
    OffsetDateTime withdrawn = row.getObject("withdrawn", OffsetDateTime.class);
    return new FailureEvent(
        new FailureEventId(row.getObject("id", UUID.class)),
        row.getString("endpoint"),
        new LogId(row.getObject("log_id", UUID.class)),
        FailureKind.valueOf(row.getString("kind")),
        row.getBoolean("confirmed"),
        row.getString("detail"),
        row.getInt("model_version"),
        row.getString("class_name"),
        row.getString("predicted"),
        row.getObject("occurred", OffsetDateTime.class).toInstant(),
        withdrawn == null ? null : withdrawn.toInstant());
  }
}
