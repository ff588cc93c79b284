package dev.gyre.monitoring.feedback;

import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.LogId;
import dev.gyre.monitoring.monitor.Watch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FeedbackRepository {

  private final JdbcClient jdbc;

  FeedbackRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What all feedback about one prediction says together. */
  record Truth(String className, boolean measured) {}

  void insert(ProjectId project, Feedback feedback, @Nullable LogId matched) {
    jdbc.sql(
            """
            insert into monitoring.feedback (id, project_id, endpoint, log_id, client_key,
              class_name, collection, probability, given_by, received, matched)
            values (:id, :project, :endpoint, :log, :key, :class, :collection, :probability, :by,
              :received, :matched)
            """)
        .param("id", feedback.id().value())
        .param("project", project.value())
        .param("endpoint", feedback.endpoint())
        .param("log", feedback.logId() == null ? null : feedback.logId().value())
        .param("key", feedback.clientKey())
        .param("class", feedback.className())
        .param("collection", feedback.collection().name())
        .param("probability", feedback.probability())
        .param("by", feedback.givenBy())
        .param("received", feedback.received().atOffset(ZoneOffset.UTC))
        .param("matched", matched == null ? null : matched.value())
        .update();
  }

  /** The latest class; measured if any of it was not a complaint. */
  Truth truth(Watch watch, LogId prediction) {
    return jdbc.sql(
            """
            select class_name, bool_or(collection <> 'COMPLAINT') over () measured
            from monitoring.feedback
            where project_id = :project and endpoint = :endpoint and matched = :log
            order by id desc limit 1
            """)
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .param("log", prediction.value())
        .query((row, number) -> new Truth(row.getString(1), row.getBoolean(2)))
        .single();
  }

  boolean anyWaiting(Watch watch) {
    return jdbc.sql(
            """
            select exists (select from monitoring.feedback
              where project_id = :project and endpoint = :endpoint and matched is null)
            """)
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .query(Boolean.class)
        .single();
  }

  /** Gives waiting feedback its prediction; how many did wait. */
  int match(Watch watch, LogId prediction, @Nullable String clientKey) {
    return jdbc.sql(
            """
            update monitoring.feedback set matched = :log
            where project_id = :project and endpoint = :endpoint and matched is null
              and (log_id = :log or client_key = cast(:key as text))
            """)
        .param("log", prediction.value())
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .param("key", clientKey)
        .update();
  }

  /** Newest first. */
  List<Feedback> list(
      ProjectId project,
      @Nullable String endpoint,
      @Nullable LogId prediction,
      @Nullable UUID before,
      int limit) {
    return jdbc.sql(
            """
            select id, endpoint, coalesce(matched, log_id) log_id, client_key, class_name,
              collection, probability, given_by, received, matched is null waiting
            from monitoring.feedback
            where project_id = :project
              and (cast(:before as uuid) is null or id < cast(:before as uuid))
              and (cast(:endpoint as text) is null or endpoint = cast(:endpoint as text))
              and (cast(:log as uuid) is null or coalesce(matched, log_id) = cast(:log as uuid))
            order by id desc limit :limit
            """)
        .param("project", project.value())
        .param("before", before)
        .param("endpoint", endpoint)
        .param("log", prediction == null ? null : prediction.value())
        .param("limit", limit)
        .query(FeedbackRepository::map)
        .list();
  }

  private static Feedback map(ResultSet row, int number) throws SQLException {
    UUID log = row.getObject("log_id", UUID.class);
    double probability = row.getDouble("probability");
    return new Feedback(
        new FeedbackId(row.getObject("id", UUID.class)),
        row.getString("endpoint"),
        log == null ? null : new LogId(log),
        row.getString("client_key"),
        row.getString("class_name"),
        Collection.valueOf(row.getString("collection")),
        probability == 0 ? null : probability,
        row.getString("given_by"),
        row.getObject("received", OffsetDateTime.class).toInstant(),
        row.getBoolean("waiting"));
  }
}
