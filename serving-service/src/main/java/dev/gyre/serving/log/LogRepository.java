package dev.gyre.serving.log;

import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.infra.artifactstore.Artifact;
import dev.gyre.infra.artifactstore.Content;
import dev.gyre.infra.postgres.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.stereotype.Repository;

/** Writes batches of the log, each in one transaction. */
@Repository
class LogRepository {

  private static final int COLUMNS = 20;
  private static final String COPY =
      """
      copy serving.prediction (log_id, endpoint_id, client_key, occurred, received, device,
        group_key, sequence, model_version, status, detail, class_name, confidence, probabilities,
        payload, media_type, features, deployment_id, answer, metadata) from stdin (format binary)
      """;

  private final LogDatabase database;
  private final Clock clock;

  LogRepository(LogDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Writes all or none. An entry whose client key is there already, before or in this batch, is not
   * written.
   *
   * @return in the order of the entries
   */
  List<Logged> append(List<LogEntry> entries) {
    List<Logged> logged = database.transactions().execute(_ -> appendInTransaction(entries));
    if (logged == null) {
      throw new IllegalStateException("The transaction gave no result");
    }
    return logged;
  }

  /** Adds answers that could not be logged. */
  void addLost(Map<EndpointId, Long> lost) {
    database.transactions().executeWithoutResult(_ -> count(Map.of(), lost));
  }

  private List<Logged> appendInTransaction(List<LogEntry> entries) {
    // From here to the commit no other process gives out ids.
    UUID last =
        database
            .client()
            .sql("select last from serving.log_head for update")
            .query((row, _) -> row.getObject(1, UUID.class))
            .single();
    List<LogId> ids = LogIds.after(last, clock.instant(), entries.size());
    Map<Key, LogId> owners = claimKeys(entries, ids);
    List<Logged> logged = new ArrayList<>(entries.size());
    BinaryCopy rows = new BinaryCopy();
    Map<EndpointId, Long> written = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      LogEntry entry = entries.get(i);
      LogId owner = owners.getOrDefault(Key.of(entry), ids.get(i));
      if (owner.equals(ids.get(i))) {
        write(rows, owner, entry);
        written.merge(entry.endpoint(), 1L, Long::sum);
        logged.add(new Logged.Written(owner));
      } else {
        logged.add(new Logged.Repeated(owner));
      }
    }
    if (!written.isEmpty()) {
      copy(rows.finish());
      count(written, Map.of());
    }
    database
        .client()
        .sql("update serving.log_head set last = ?")
        .param(ids.getLast().value())
        .update();
    return logged;
  }

  /** Who owns each client key of the batch: one of its ids, or an id that is logged already. */
  private Map<Key, LogId> claimKeys(List<LogEntry> entries, List<LogId> ids) {
    Map<Key, LogId> first = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).occasion().clientKey() != null) {
        first.putIfAbsent(Key.of(entries.get(i)), ids.get(i));
      }
    }
    if (first.isEmpty()) {
      return first;
    }
    List<Map.Entry<Key, LogId>> claimed = List.copyOf(first.entrySet());
    UUID[] endpoints =
        claimed.stream().map(each -> each.getKey().endpoint().value()).toArray(UUID[]::new);
    String[] texts =
        claimed.stream()
            .map(each -> String.valueOf(each.getKey().clientKey()))
            .toArray(String[]::new);
    UUID[] claims = claimed.stream().map(each -> each.getValue().value()).toArray(UUID[]::new);
    Map<Key, LogId> owners = new HashMap<>();
    database
        .template()
        .query(
            """
            with stage as (
              select * from unnest(?::uuid[], ?::text[], ?::uuid[]) as s(endpoint_id, client_key, log_id)
              order by 1, 2
            ), claimed as (
              insert into serving.prediction_key (endpoint_id, client_key, log_id)
              select endpoint_id, client_key, log_id from stage
              on conflict (endpoint_id, client_key) do nothing
              returning endpoint_id, client_key, log_id
            )
            select endpoint_id, client_key, log_id from claimed
            union all
            select k.endpoint_id, k.client_key, k.log_id
            from serving.prediction_key k join stage s using (endpoint_id, client_key)
            """,
            statement -> {
              var connection = statement.getConnection();
              statement.setArray(1, connection.createArrayOf("uuid", endpoints));
              statement.setArray(2, connection.createArrayOf("text", texts));
              statement.setArray(3, connection.createArrayOf("uuid", claims));
            },
            row -> {
              owners.put(
                  new Key(
                      new EndpointId(row.getObject("endpoint_id", UUID.class)),
                      row.getString("client_key")),
                  new LogId(row.getObject("log_id", UUID.class)));
            });
    return owners;
  }

  private void copy(byte[] rows) {
    database
        .template()
        .execute(
            (ConnectionCallback<Long>)
                connection -> {
                  try {
                    return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(COPY, new ByteArrayInputStream(rows));
                  } catch (IOException e) {
                    throw new SQLException("The connection broke off in COPY", "08006", e);
                  }
                });
  }

  private void count(Map<EndpointId, Long> logged, Map<EndpointId, Long> lost) {
    // Sorted: two processes that count the same endpoints never wait for each other in a ring.
    TreeMap<UUID, long[]> sums = new TreeMap<>();
    logged.forEach((id, n) -> sums.computeIfAbsent(id.value(), _ -> new long[2])[0] += n);
    lost.forEach((id, n) -> sums.computeIfAbsent(id.value(), _ -> new long[2])[1] += n);
    database
        .template()
        .batchUpdate(
            """
            insert into serving.endpoint_count as c (endpoint_id, logged, lost) values (?, ?, ?)
            on conflict (endpoint_id) do update
              set logged = c.logged + excluded.logged, lost = c.lost + excluded.lost
            """,
            sums.entrySet().stream()
                .map(sum -> new Object[] {sum.getKey(), sum.getValue()[0], sum.getValue()[1]})
                .toList());
  }

  private static void write(BinaryCopy rows, LogId id, LogEntry entry) {
    Occasion occasion = entry.occasion();
    rows.row(COLUMNS)
        .uuid(id.value())
        .uuid(entry.endpoint().value())
        .text(occasion.clientKey())
        .instant(occasion.occurred())
        .instant(entry.received())
        .text(occasion.device())
        .text(occasion.group())
        .int8(occasion.sequence())
        .int4(entry.modelVersion());
    switch (entry.outcome()) {
      case LogOutcome.Answered(String name, double confidence, Map<String, Double> all) ->
          rows.text(PredictionStatus.OK.name())
              .text(null)
              .text(name)
              .float8(confidence)
              .text(json(all));
      case LogOutcome.Segmented(double confidence, Content _) ->
          rows.text(PredictionStatus.OK.name()).text(null).text(null).float8(confidence).text("{}");
      case LogOutcome.Refused refused ->
          rows.text(PredictionStatus.BAD_INPUT.name())
              .text(refused.text())
              .text(null)
              .float8(0)
              .text("{}");
    }
    @Nullable Artifact payload = entry.payload() == null ? null : entry.payload().artifact();
    rows.bytes(payload == null ? null : payload.digest().bytes())
        .text(payload == null ? null : payload.mediaType())
        .text(json(entry.features()))
        .uuid(entry.deployment().value())
        .bytes(
            entry.outcome() instanceof LogOutcome.Segmented(double _, Content answer)
                ? answer.artifact().digest().bytes()
                : null)
        .text(occasion.metadata().isEmpty() ? null : Jsonb.write(occasion.metadata()).getValue());
  }

  private static @Nullable String json(Map<String, Double> values) {
    return Jsonb.write(values).getValue();
  }

  private record Key(EndpointId endpoint, @Nullable String clientKey) {
    static Key of(LogEntry entry) {
      return new Key(entry.endpoint(), entry.occasion().clientKey());
    }
  }
}
