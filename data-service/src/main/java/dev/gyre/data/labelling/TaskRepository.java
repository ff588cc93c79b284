package dev.gyre.data.labelling;

import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskId;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.SampleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TaskRepository {

  private static final String STATE =
      """
      case when t.submitted is not null then 'SUBMITTED'
        when t.lease_until > :now then 'LEASED' else 'OPEN' end
      """;

  private static final String COLUMNS =
      "select t.id, t.ord, t.sample_id, s.key, t.class_name, t.leased_by, t.lease_until, "
          + STATE
          + " as state from data.label_task t join data.sample s on s.id = t.sample_id ";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  TaskRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** A task with its place in the queue. */
  record Placed(int ord, LabelTask task) {}

  void insert(LabelQueueId queue, List<SampleId> samples) {
    int[] ord = {0};
    template.batchUpdate(
        "insert into data.label_task (id, queue_id, ord, sample_id) values (?, ?, ?, ?)",
        samples,
        1000,
        (statement, sample) -> {
          statement.setObject(1, LabelTaskId.next().value());
          statement.setObject(2, queue.value());
          statement.setInt(3, ord[0]++);
          statement.setObject(4, sample.value());
        });
  }

  /** In order; those that are in a state, or all. */
  List<Placed> list(
      LabelQueueId queue, @Nullable LabelTaskState state, int after, int limit, Instant now) {
    return jdbc.sql(
            COLUMNS
                + "where t.queue_id = :queue and t.ord > :after and (cast(:state as text) is null or "
                + STATE
                + " = cast(:state as text)) order by t.ord limit :limit")
        .param("queue", queue.value())
        .param("after", after)
        .param("state", state == null ? null : state.name())
        .param("limit", limit)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(TaskRepository::map)
        .list();
  }

  /** The task that somebody holds, else the next open one; locked to the end of the transaction. */
  Optional<LabelTask> next(LabelQueueId queue, String holder, Instant now) {
    return jdbc.sql(
            COLUMNS
                + """
                where t.queue_id = :queue and t.submitted is null
                  and (t.lease_until is null or t.lease_until <= :now or t.leased_by = :holder)
                order by coalesce(t.lease_until > :now, false) desc, t.ord limit 1
                for update of t skip locked
                """)
        .param("queue", queue.value())
        .param("holder", holder)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> map(row, number).task())
        .optional();
  }

  /** Locked to the end of the transaction. */
  Optional<LabelTask> lock(LabelQueueId queue, LabelTaskId task, Instant now) {
    return jdbc.sql(COLUMNS + "where t.queue_id = :queue and t.id = :id for update of t")
        .param("queue", queue.value())
        .param("id", task.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> map(row, number).task())
        .optional();
  }

  void lease(LabelTaskId task, String holder, Instant until) {
    jdbc.sql("update data.label_task set leased_by = :holder, lease_until = :until where id = :id")
        .param("id", task.value())
        .param("holder", holder)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  void submit(LabelQueueId queue, SampleId sample, String className, Instant now) {
    jdbc.sql(
            """
            update data.label_task set submitted = :now, class_name = :class, leased_by = null,
              lease_until = null
            where queue_id = :queue and sample_id = :sample
            """)
        .param("queue", queue.value())
        .param("sample", sample.value())
        .param("class", className)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The samples of a queue by key. */
  Optional<SampleId> findSample(LabelQueueId queue, String key) {
    return jdbc.sql(
            """
            select s.id from data.label_task t join data.sample s on s.id = t.sample_id
            where t.queue_id = :queue and s.key = :key
            """)
        .param("queue", queue.value())
        .param("key", key)
        .query(UUID.class)
        .optional()
        .map(SampleId::new);
  }

  private static Placed map(ResultSet row, int number) throws SQLException {
    Timestamp until = row.getTimestamp("lease_until");
    LabelTaskState state = LabelTaskState.valueOf(row.getString("state"));
    boolean leased = state == LabelTaskState.LEASED && until != null;
    return new Placed(
        row.getInt("ord"),
        new LabelTask(
            new LabelTaskId(row.getObject("id", UUID.class)),
            new SampleId(row.getObject("sample_id", UUID.class)),
            row.getString("key"),
            state,
            row.getString("class_name"),
            leased ? row.getString("leased_by") : null,
            leased ? until.toInstant() : null));
  }
}
