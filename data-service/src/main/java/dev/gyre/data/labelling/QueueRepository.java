package dev.gyre.data.labelling;

import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class QueueRepository {

  private static final String COLUMNS =
      """
      select q.id, q.name, q.instructions, q.created, t.open, t.leased, t.submitted
      from data.label_queue q cross join lateral (
        select count(*) filter (where submitted is null and coalesce(lease_until <= :now, true))
            as open,
          count(*) filter (where submitted is null and lease_until > :now) as leased,
          count(submitted) as submitted
        from data.label_task where queue_id = q.id) t
      """;

  private final JdbcClient jdbc;

  QueueRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(ProjectId project, LabelQueueId id, NewLabelQueue queue, Instant now) {
    jdbc.sql(
            """
            insert into data.label_queue (id, project_id, name, instructions, created)
            values (:id, :project, :name, :instructions, :created)
            """)
        .param("id", id.value())
        .param("project", project.value())
        .param("name", queue.name())
        .param("instructions", queue.instructions())
        .param("created", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The first of the ids that the project does not have, if any. */
  Optional<UUID> findUnknown(ProjectId project, List<SampleId> samples) {
    return jdbc.sql(
            """
            select wanted from unnest(cast(:ids as uuid[])) wanted
            where not exists (
              select from data.sample s where s.id = wanted and s.project_id = :project)
            limit 1
            """)
        .param("ids", texts(samples))
        .param("project", project.value())
        .query(UUID.class)
        .optional();
  }

  static String[] texts(List<?> ids) {
    return ids.stream().map(Object::toString).toArray(String[]::new);
  }

  Optional<LabelQueue> find(ProjectId project, LabelQueueId id, Instant now) {
    return jdbc.sql(COLUMNS + "where q.project_id = :project and q.id = :id")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("project", project.value())
        .param("id", id.value())
        .query(QueueRepository::map)
        .optional();
  }

  /** Newest first. */
  List<LabelQueue> list(ProjectId project, UUID before, int limit, Instant now) {
    return jdbc.sql(
            COLUMNS
                + "where q.project_id = :project and q.id < :before order by q.id desc limit :limit")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(QueueRepository::map)
        .list();
  }

  private static LabelQueue map(ResultSet row, int number) throws SQLException {
    return new LabelQueue(
        new LabelQueueId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("instructions"),
        row.getInt("open"),
        row.getInt("leased"),
        row.getInt("submitted"),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
