package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.infra.postgres.Jsonb;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as it is kept, in the database or in the Parquet of its hour.
 *
 * @param occurred microseconds since 1970, as {@code received}
 * @param probabilities JSON object in the order of the model's outputs
 * @param payload digest in hexadecimal
 * @param features JSON object
 * @param answer digest in hexadecimal; absent for a class
 * @param metadata JSON object; absent for none
 * @param deployment absent for what was logged before deployments were
 */
record LogRow(
    UUID id,
    UUID endpoint,
    @Nullable String clientKey,
    long occurred,
    long received,
    @Nullable String device,
    @Nullable String group,
    @Nullable Long sequence,
    int modelVersion,
    String status,
    @Nullable String detail,
    @Nullable String className,
    double confidence,
    String probabilities,
    @Nullable String payload,
    @Nullable String mediaType,
    String features,
    @Nullable UUID deployment,
    @Nullable String answer,
    @Nullable String metadata) {

  /** The columns that {@link #read} wants, from PostgreSQL. */
  static final String COLUMNS =
      """
      log_id::text as log_id, endpoint_id::text as endpoint_id, client_key,
        (extract(epoch from occurred) * 1000000)::bigint as occurred_us,
        (extract(epoch from received) * 1000000)::bigint as received_us, device, group_key,
        sequence, model_version, status, detail, class_name, confidence,
        probabilities::text as probabilities, encode(payload, 'hex') as payload, media_type,
        features::text as features, deployment_id::text as deployment_id,
        encode(answer, 'hex') as answer, metadata::text as metadata
      """;

  static LogRow read(ResultSet row) throws SQLException {
    long sequence = row.getLong("sequence");
    @Nullable Long present = row.wasNull() ? null : sequence;
    String deployment = row.getString("deployment_id");
    return new LogRow(
        UUID.fromString(row.getString("log_id")),
        UUID.fromString(row.getString("endpoint_id")),
        row.getString("client_key"),
        row.getLong("occurred_us"),
        row.getLong("received_us"),
        row.getString("device"),
        row.getString("group_key"),
        present,
        row.getInt("model_version"),
        row.getString("status"),
        row.getString("detail"),
        row.getString("class_name"),
        row.getDouble("confidence"),
        row.getString("probabilities"),
        row.getString("payload"),
        row.getString("media_type"),
        row.getString("features"),
        deployment == null ? null : UUID.fromString(deployment),
        row.getString("answer"),
        row.getString("metadata"));
  }

  Prediction prediction() {
    return new Prediction(
        new LogId(id),
        clientKey,
        instant(occurred),
        instant(received),
        device,
        group,
        sequence,
        modelVersion,
        PredictionStatus.valueOf(status),
        detail,
        className,
        confidence,
        numbers(probabilities),
        payloadDigest(),
        mediaType,
        numbers(features),
        answer == null ? null : new Digest(answer),
        members(metadata));
  }

  Instant occurredAt() {
    return instant(occurred);
  }

  @Nullable Digest payloadDigest() {
    return payload == null ? null : new Digest(payload);
  }

  /** Adds all that the row says, bit for bit, to a hash. */
  void addTo(MessageDigest hash) {
    add(hash, id.toString());
    add(hash, endpoint.toString());
    add(hash, clientKey);
    add(hash, Long.toString(occurred));
    add(hash, Long.toString(received));
    add(hash, device);
    add(hash, group);
    add(hash, sequence == null ? null : sequence.toString());
    add(hash, Integer.toString(modelVersion));
    add(hash, status);
    add(hash, detail);
    add(hash, className);
    add(hash, Long.toHexString(Double.doubleToLongBits(confidence)));
    add(hash, probabilities);
    add(hash, payload);
    add(hash, mediaType);
    add(hash, features);
    add(hash, deployment == null ? null : deployment.toString());
    // Hours that were rolled before there were these have a checksum without them.
    if (answer != null || metadata != null) {
      add(hash, answer);
      add(hash, metadata);
    }
  }

  /** With its length before it, so that no two rows of other values give the same bytes. */
  private static void add(MessageDigest hash, @Nullable String value) {
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    hash.update(ByteBuffer.allocate(4).putInt(value == null ? -1 : bytes.length).array());
    hash.update(bytes);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Map<String, Object> members(@Nullable String json) {
    return json == null ? Map.of() : Occasion.metadata(Jsonb.tree(json));
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
