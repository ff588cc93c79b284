package dev.gyre.training.run;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MetricRepository {

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  MetricRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** A point with its place in the order of writing. */
  record Placed(long position, MetricPoint point) {}

  /** The newest values of some runs. */
  record Latest(Map<RunId, Map<String, Double>> byRun) {

    Map<String, Double> of(RunId run) {
      return byRun.getOrDefault(run, Map.of());
    }
  }

  /**
   * Writes points; one for a step that is there already replaces it and takes a new position,
   * unless it has the same value: a resumed training passes some steps again. For the holder of the
   * run's job: no two write at once, so positions become visible in their order.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} for a step outside 0 to 2^31 - 1
   */
  void store(RunId run, List<JobMetric> metrics) {
    // One statement must not touch a row twice, so of equal steps only the last one is written.
    Map<Key, JobMetric> points = new LinkedHashMap<>();
    for (JobMetric metric : metrics) {
      Key key = new Key(metric.key(), requireStep(metric.step()));
      points.remove(key);
      points.put(key, metric);
    }
    template.batchUpdate(
        """
        insert into training.metric_point as p (run_id, name, step, value, time)
        values (?, ?, ?, ?, ?)
        on conflict (run_id, name, step) do update
          set value = excluded.value, time = excluded.time, position = excluded.position
          where p.value is distinct from excluded.value
        """,
        points.values(),
        BATCH,
        (statement, metric) -> {
          statement.setString(1, run.hex());
          statement.setString(2, metric.key());
          statement.setInt(3, (int) metric.step());
          statement.setDouble(4, metric.value());
          statement.setObject(5, metric.time().atOffset(ZoneOffset.UTC));
        });
  }

  List<MetricPoint> list(RunId run, @Nullable String name, int limit) {
    return jdbc.sql(
            """
            select name, step, value, time from training.metric_point
            where run_id = :run and (cast(:name as text) is null or name = :name)
            order by name, step limit :limit
            """)
        .param("run", run.hex())
        .param("name", name)
        .param("limit", limit)
        .query((row, _) -> point(row))
        .list();
  }

  /** What was written after a position, in that order. */
  List<Placed> after(RunId run, long position, int limit) {
    return jdbc.sql(
            """
            select position, name, step, value, time from training.metric_point
            where run_id = :run and position > :position order by position limit :limit
            """)
        .param("run", run.hex())
        .param("position", position)
        .param("limit", limit)
        .query((row, _) -> new Placed(row.getLong("position"), point(row)))
        .list();
  }

  /** Of each metric the value at its highest step. */
  Latest latest(List<RunId> runs) {
    Map<RunId, Map<String, Double>> byRun = new HashMap<>();
    if (runs.isEmpty()) {
      return new Latest(byRun);
    }
    jdbc.sql(
            """
            select distinct on (run_id, name) run_id, name, value from training.metric_point
            where run_id in (:runs) order by run_id, name, step desc
            """)
        .param("runs", runs.stream().map(RunId::hex).toList())
        .query(row -> {
          byRun
              .computeIfAbsent(new RunId(row.getString("run_id")), _ -> new HashMap<>())
              .put(row.getString("name"), row.getDouble("value"));
        });
    return new Latest(byRun);
  }

  private record Key(String name, int step) {}

  private static int requireStep(long step) {
    if (step < 0 || step > Integer.MAX_VALUE) {
      throw PlatformException.invalid("step", step, "from 0 to " + Integer.MAX_VALUE);
    }
    return (int) step;
  }

  private static MetricPoint point(ResultSet row) throws SQLException {
    return new MetricPoint(
        row.getString("name"),
        row.getInt("step"),
        row.getDouble("value"),
        row.getObject("time", OffsetDateTime.class).toInstant());
  }
}
