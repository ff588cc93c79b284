package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.infra.postgres.Jsonb;
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

@Repository
class PredictionRepository {

  private static final String SELECT =
      """
      select log_id, client_key, occurred, received, device, group_key, sequence, model_version,
        status, detail, class_name, confidence, probabilities::text, payload, media_type,
        features::text
      from serving.prediction where endpoint_id = :endpoint
      """;

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

  Optional<Prediction> find(EndpointId endpoint, LogId id) {
    planForThese();
    return jdbc.sql(SELECT + "and log_id = :id")
        .param("endpoint", endpoint.value())
        .param("id", id.value())
        .query(PredictionRepository::map)
        .optional();
  }

  /** Who gave an answer of a project. */
  Optional<PredictionOrigin> origin(ProjectId project, LogId id) {
    planForThese();
    return jdbc.sql(ORIGIN + "where e.project_id = :project and p.log_id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(PredictionRepository::mapOrigin)
        .optional();
  }

  /** Of those with this payload below an id, newest first. */
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

  /** Newest first, from {@code floor} (inclusive) to {@code below} (exclusive). */
  List<Prediction> below(EndpointId endpoint, UUID floor, UUID below, int limit) {
    return window(endpoint, floor, below, limit, "desc");
  }

  /** Oldest first, from {@code floor} (inclusive) to {@code below} (exclusive). */
  List<Prediction> from(EndpointId endpoint, UUID floor, UUID below, int limit) {
    return window(endpoint, floor, below, limit, "asc");
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

  private List<Prediction> window(
      EndpointId endpoint, UUID floor, UUID below, int limit, String order) {
    planForThese();
    return jdbc.sql(
            SELECT
                + "and log_id >= :floor and log_id < :below order by log_id %s limit :limit"
                    .formatted(order))
        .param("endpoint", endpoint.value())
        .param("floor", floor)
        .param("below", below)
        .param("limit", limit)
        .query(PredictionRepository::map)
        .list();
  }

  /** A plan for any parameters would lock every partition; holds for this transaction. */
  private void planForThese() {
    jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
  }

  private static Prediction map(ResultSet row, int number) throws SQLException {
    byte[] payload = row.getBytes("payload");
    return new Prediction(
        new LogId(row.getObject("log_id", UUID.class)),
        row.getString("client_key"),
        row.getObject("occurred", OffsetDateTime.class).toInstant(),
        row.getObject("received", OffsetDateTime.class).toInstant(),
        row.getString("device"),
        row.getString("group_key"),
        row.getObject("sequence", Long.class),
        row.getInt("model_version"),
        PredictionStatus.valueOf(row.getString("status")),
        row.getString("detail"),
        row.getString("class_name"),
        row.getDouble("confidence"),
        numbers(row.getString("probabilities")),
        payload == null ? null : Digest.ofHash(payload),
        row.getString("media_type"),
        numbers(row.getString("features")));
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

  /** In the order in which they are stored. */
  private static Map<String, Double> numbers(String json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Jsonb.tree(json)
        .properties()
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().doubleValue()));
    return numbers;
  }
}
