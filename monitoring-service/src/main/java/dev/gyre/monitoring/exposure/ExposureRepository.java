package dev.gyre.monitoring.exposure;

import dev.gyre.api.Digest;
import dev.gyre.api.serving.LogId;
import dev.gyre.infra.postgres.Jsonb;
import dev.gyre.monitoring.monitor.Watch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class ExposureRepository {

  private static final String SELECT =
      """
      select log_id, client_key, occurred, model_version, readable, predicted, confidence,
        group_key, payload, media_type, features::text features, truth, measured
      from monitoring.exposure where project_id = :project and endpoint = :endpoint
      """;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ExposureRepository(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  void insert(Watch watch, List<Exposure> exposures) {
    batches.batchUpdate(
        """
        insert into monitoring.exposure (project_id, endpoint, log_id, client_key, occurred,
          model_version, readable, predicted, confidence, group_key, payload, media_type, features)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        exposures.stream().map(exposure -> columns(watch, exposure)).toList());
  }

  private static @Nullable Object[] columns(Watch watch, Exposure exposure) {
    return new @Nullable Object[] {
      watch.project().value(),
      watch.endpoint(),
      exposure.logId().value(),
      exposure.clientKey(),
      exposure.occurred().atOffset(ZoneOffset.UTC),
      exposure.modelVersion(),
      exposure.readable(),
      exposure.predicted(),
      exposure.confidence(),
      exposure.group(),
      exposure.payload() == null ? null : exposure.payload().bytes(),
      exposure.mediaType(),
      Jsonb.write(exposure.features())
    };
  }

  Optional<Exposure> find(Watch watch, LogId logId) {
    return select(watch, "and log_id = :log")
        .param("log", logId.value())
        .query(ExposureRepository::map)
        .optional();
  }

  Optional<Exposure> find(Watch watch, String clientKey) {
    return select(watch, "and client_key = :key")
        .param("key", clientKey)
        .query(ExposureRepository::map)
        .optional();
  }

  void label(Watch watch, LogId logId, String truth, boolean measured) {
    jdbc.sql(
            """
            update monitoring.exposure set truth = :truth, measured = :measured
            where project_id = :project and endpoint = :endpoint and log_id = :log
            """)
        .param("truth", truth)
        .param("measured", measured)
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .param("log", logId.value())
        .update();
  }

  /** In order of occurrence. */
  List<Exposure> measured(Watch watch, int version) {
    return select(watch, "and model_version = :version and measured order by occurred, log_id")
        .param("version", version)
        .query(ExposureRepository::map)
        .list();
  }

  /** In order of occurrence. */
  List<Exposure> measuredSince(Watch watch, LogId first, Collection<String> classes) {
    return select(
            watch,
            "and log_id >= :first and measured and truth in (:classes) order by occurred, log_id")
        .param("first", first.value())
        .param("classes", classes)
        .query(ExposureRepository::map)
        .list();
  }

  /** Known by complaints alone. */
  List<Exposure> complained(Watch watch, int version, Collection<String> classes, int limit) {
    return select(
            watch,
            """
            and model_version = :version and not measured and truth in (:classes)
            order by log_id desc limit :limit
            """)
        .param("version", version)
        .param("classes", classes)
        .param("limit", limit)
        .query(ExposureRepository::map)
        .list();
  }

  /** Without truth, the least sure first. */
  List<Exposure> unsure(Watch watch, int version, Collection<String> predicted, int limit) {
    return select(
            watch,
            """
            and model_version = :version and truth is null and predicted in (:predicted)
            order by confidence, log_id limit :limit
            """)
        .param("version", version)
        .param("predicted", predicted)
        .param("limit", limit)
        .query(ExposureRepository::map)
        .list();
  }

  /** Without truth, newest first. */
  List<Exposure> unlabelled(Watch watch, int version, int limit) {
    return select(
            watch,
            """
            and model_version = :version and truth is null and readable
            order by log_id desc limit :limit
            """)
        .param("version", version)
        .param("limit", limit)
        .query(ExposureRepository::map)
        .list();
  }

  /** Readable ones after a place, in the order of the log. */
  List<Exposure> following(Watch watch, @Nullable LogId after, int limit) {
    return select(
            watch,
            """
            and readable and (cast(:after as uuid) is null or log_id > cast(:after as uuid))
            order by log_id limit :limit
            """)
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(ExposureRepository::map)
        .list();
  }

  /** The version of the newest exposure. */
  Optional<Integer> newestVersion(Watch watch) {
    return select(watch, "order by log_id desc limit 1")
        .query((row, number) -> row.getInt("model_version"))
        .optional();
  }

  Optional<LogId> firstOf(Watch watch, int version) {
    return select(watch, "and model_version = :version order by log_id limit 1")
        .param("version", version)
        .query((row, number) -> new LogId(row.getObject("log_id", UUID.class)))
        .optional();
  }

  /** The version that answered last before a place. */
  Optional<Integer> versionBefore(Watch watch, LogId place) {
    return select(watch, "and log_id < :place order by log_id desc limit 1")
        .param("place", place.value())
        .query((row, number) -> row.getInt("model_version"))
        .optional();
  }

  private JdbcClient.StatementSpec select(Watch watch, String rest) {
    return jdbc.sql(SELECT + rest)
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint());
  }

  private static Exposure map(ResultSet row, int number) throws SQLException {
    byte[] payload = row.getBytes("payload");
    return new Exposure(
        new LogId(row.getObject("log_id", UUID.class)),
        row.getString("client_key"),
        row.getObject("occurred", OffsetDateTime.class).toInstant(),
        row.getInt("model_version"),
        row.getBoolean("readable"),
        row.getString("predicted"),
        row.getDouble("confidence"),
        row.getString("group_key"),
        payload == null ? null : Digest.ofHash(payload),
        row.getString("media_type"),
        features(Jsonb.tree(row.getString("features"))),
        row.getString("truth"),
        row.getBoolean("measured"));
  }

  private static Map<String, Double> features(JsonNode stored) {
    Map<String, Double> features = new HashMap<>();
    stored.forEachEntry((name, value) -> features.put(name, value.asDouble()));
    return features;
  }
}
