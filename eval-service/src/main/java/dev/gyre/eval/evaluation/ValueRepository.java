package dev.gyre.eval.evaluation;

import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.PixelScores;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.project.Metric;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Metrics and slices of evaluations, a row each. */
@Repository
class ValueRepository {

  private static final int BATCH = 1000;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ValueRepository(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  void insert(EvaluationId evaluation, EvaluationNumbers numbers) {
    int[][] _ =
        template.batchUpdate(
            """
            insert into eval.metric_value (evaluation, metric, value, low, high, method, n, groups)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            numbers.metrics(),
            BATCH,
            (row, m) -> {
              row.setObject(1, evaluation.value());
              row.setString(2, m.metric().name());
              row.setDouble(3, m.value());
              row.setDouble(4, m.low());
              row.setDouble(5, m.high());
              row.setString(6, m.method());
              row.setInt(7, m.n());
              row.setInt(8, m.groups());
            });
    List<Placed> placed = new ArrayList<>();
    numbers.slices().forEach(slice -> placed.add(new Placed(placed.size(), slice)));
    insertSlices(evaluation, placed);
  }

  private record Placed(int position, SliceValue value) {}

  private void insertSlices(EvaluationId evaluation, List<Placed> placed) {
    int[][] _ =
        template.batchUpdate(
            """
            insert into eval.slice_value (evaluation, position, slice, class_name, n, right_count,
              accuracy, low, high, true_positives, false_positives, false_negatives,
              pixels)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            placed,
            BATCH,
            (row, p) -> {
              SliceValue s = p.value();
              row.setObject(1, evaluation.value());
              row.setInt(2, p.position());
              row.setString(3, s.slice());
              row.setString(4, s.className());
              row.setInt(5, s.n());
              row.setInt(6, s.right());
              row.setDouble(7, s.accuracy());
              row.setDouble(8, s.low());
              row.setDouble(9, s.high());
              row.setInt(10, s.truePositives());
              row.setInt(11, s.falsePositives());
              row.setInt(12, s.falseNegatives());
              row.setObject(13, s.pixels() == null ? null : Jsonb.write(s.pixels()));
            });
  }

  /** The same evaluations with their metrics and slices. */
  List<Evaluation> complete(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return evaluations;
    }
    UUID[] ids = evaluations.stream().map(e -> e.id().value()).toArray(UUID[]::new);
    Map<UUID, List<MetricValue>> metrics = new HashMap<>();
    read(
        "select * from eval.metric_value where evaluation = any(:ids) order by metric",
        ids,
        row -> of(metrics, row).add(metric(row)));
    Map<UUID, List<SliceValue>> slices = new HashMap<>();
    read(
        "select * from eval.slice_value where evaluation = any(:ids) order by position",
        ids,
        row -> of(slices, row).add(slice(row)));
    return evaluations.stream()
        .map(e ->
            with(
                e,
                metrics.getOrDefault(e.id().value(), List.of()),
                slices.getOrDefault(e.id().value(), List.of())))
        .toList();
  }

  private void read(String sql, UUID[] ids, RowCallbackHandler reader) {
    jdbc.sql(sql).param("ids", ids).query(reader);
  }

  private static <T> List<T> of(Map<UUID, List<T>> lists, ResultSet row) throws SQLException {
    return lists.computeIfAbsent(row.getObject("evaluation", UUID.class), _ -> new ArrayList<>());
  }

  private static MetricValue metric(ResultSet row) throws SQLException {
    return new MetricValue(
        Metric.valueOf(row.getString("metric")),
        row.getDouble("value"),
        row.getDouble("low"),
        row.getDouble("high"),
        row.getString("method"),
        row.getInt("n"),
        row.getInt("groups"));
  }

  private static SliceValue slice(ResultSet row) throws SQLException {
    return new SliceValue(
        row.getString("slice"),
        row.getString("class_name"),
        row.getInt("n"),
        row.getInt("right_count"),
        row.getDouble("accuracy"),
        row.getDouble("low"),
        row.getDouble("high"),
        row.getInt("true_positives"),
        row.getInt("false_positives"),
        row.getInt("false_negatives"),
        pixels(row.getString("pixels")));
  }

  private static @Nullable PixelScores pixels(@Nullable String json) {
    return json == null ? null : Jsonb.read(json, PixelScores.class);
  }

  private static Evaluation with(Evaluation e, List<MetricValue> metrics, List<SliceValue> slices) {
    return new Evaluation(
        e.id(),
        e.model(),
        e.dataset(),
        e.split(),
        e.predictionSet(),
        e.contractNumber(),
        e.state(),
        e.classes(),
        metrics,
        slices,
        e.confusion(),
        e.reliability(),
        e.rejected(),
        e.created());
  }
}
