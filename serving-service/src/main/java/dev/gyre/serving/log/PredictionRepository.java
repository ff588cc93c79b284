package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class PredictionRepository {

  private static final String SELECT =
      "select " + LogRow.COLUMNS + " from serving.prediction p where p.endpoint_id = :endpoint ";

  private static final String ORIGIN =
      """
      select p.log_id, e.name, coalesce(d.model, e.model) as model, p.model_version,
        p.deployment_id, p.occurred, p.payload
      from serving.prediction p
      join serving.endpoint e on e.id = p.endpoint_id
      left join serving.deployment d on d.id = p.deployment_id
      """;

  private final JdbcClient jdbc;

  PredictionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The last log id given out. */
  UUID head() {
    return jdbc.sql("select last from serving.log_head")
        .query((row, _) -> row.getObject(1, UUID.class))
        .single();
  }

  @Transactional(readOnly = true)
  Optional<LogRow> find(EndpointId endpoint, LogId id) {
    planForThese();
    return jdbc.sql(SELECT + "and p.log_id = :id")
        .param("endpoint", endpoint.value())
        .param("id", id.value())
        .query((row, _) -> LogRow.read(row))
        .optional();
  }

  /** Who gave an answer of a project. */
  @Transactional(readOnly = true)
  Optional<PredictionOrigin> origin(ProjectId project, LogId id) {
    planForThese();
    return jdbc.sql(ORIGIN + "where e.project_id = :project and p.log_id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(PredictionRepository::mapOrigin)
        .optional();
  }

  /** Of those with this payload below an id, newest first. */
  @Transactional(readOnly = true)
  List<PredictionOrigin> origins(ProjectId project, Digest payload, UUID below, int limit) {
    planForThese();
    return jdbc.sql(
            ORIGIN
                + """
                where e.project_id = :project and p.payload = :payload and p.log_id < :below
                order by p.log_id desc limit :limit
                """)
        .param("project", project.value())
        .param("payload", payload.bytes())
        .param("below", below)
        .param("limit", limit)
        .query(PredictionRepository::mapOrigin)
        .list();
  }

  /** From {@code floor} (inclusive) to {@code below} (exclusive). */
  @Transactional(readOnly = true)
  List<LogRow> window(EndpointId endpoint, UUID floor, UUID below, LogOrder order, int limit) {
    planForThese();
    return jdbc.sql(
            SELECT
                + "and p.log_id >= :floor and p.log_id < :below order by p.log_id %s limit :limit"
                    .formatted(order.sql()))
        .param("endpoint", endpoint.value())
        .param("floor", floor)
        .param("below", below)
        .param("limit", limit)
        .query((row, _) -> LogRow.read(row))
        .list();
  }

  /** Who gave an answer that lies elsewhere; empty if another project's endpoint did. */
  Optional<PredictionOrigin> originOf(ProjectId project, LogRow answer) {
    return jdbc.sql(
            """
            select e.name, coalesce(d.model, e.model) as model
            from serving.endpoint e
            left join serving.deployment d on d.id = cast(:deployment as uuid)
            where e.project_id = :project and e.id = :endpoint
            """)
        .param("deployment", answer.deployment())
        .param("project", project.value())
        .param("endpoint", answer.endpoint())
        .query((row, _) ->
            new PredictionOrigin(
                new LogId(answer.id()),
                row.getString("name"),
                new ModelRef(row.getString("model"), answer.modelVersion()),
                answer.deployment(),
                answer.occurredAt(),
                answer.payloadDigest()))
        .optional();
  }

  Map<String, LogId> resolve(EndpointId endpoint, List<String> clientKeys) {
    Map<String, LogId> found = new LinkedHashMap<>();
    jdbc.sql(
            """
            select client_key, log_id from serving.prediction_key
            where endpoint_id = :endpoint and client_key in (:keys)
            """)
        .param("endpoint", endpoint.value())
        .param("keys", clientKeys)
        .query(row -> {
          found.put(row.getString(1), new LogId(row.getObject(2, UUID.class)));
        });
    return found;
  }

  /** A plan for any parameters would lock every partition; holds for this transaction. */
  private void planForThese() {
    jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
  }

  private static PredictionOrigin mapOrigin(ResultSet row, int number) throws SQLException {
    byte[] payload = row.getBytes("payload");
    return new PredictionOrigin(
        new LogId(row.getObject("log_id", UUID.class)),
        row.getString("name"),
        new ModelRef(row.getString("model"), row.getInt("model_version")),
        row.getObject("deployment_id", UUID.class),
        row.getObject("occurred", OffsetDateTime.class).toInstant(),
        payload == null ? null : Digest.ofHash(payload));
  }
}
