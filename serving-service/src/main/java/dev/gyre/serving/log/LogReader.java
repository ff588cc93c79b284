package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionOrigin;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads the log wherever it lies. The database comes first and the rolled hours after it: an hour
 * is rolled before it leaves the database, so nothing is missed, and what is in both is told once.
 */
@Component
class LogReader {

  private final PredictionRepository database;
  private final RolledHours rolled;

  LogReader(PredictionRepository database, RolledHours rolled) {
    this.database = database;
    this.rolled = rolled;
  }

  /** The last log id given out. */
  UUID head() {
    return database.head();
  }

  Optional<Prediction> find(EndpointId endpoint, LogId id) {
    return database
        .find(endpoint, id)
        .or(() -> rolled.find(id.value()).filter(row -> row.endpoint().equals(endpoint.value())))
        .map(LogRow::prediction);
  }

  Optional<PredictionOrigin> origin(ProjectId project, LogId id) {
    return database
        .origin(project, id)
        .or(() -> rolled.find(id.value()).flatMap(row -> database.originOf(project, row)));
  }

  /** Of those with this payload below an id, newest first. */
  List<PredictionOrigin> origins(ProjectId project, Digest payload, UUID below, int limit) {
    NavigableMap<LogId, PredictionOrigin> found = new TreeMap<>();
    database
        .origins(project, payload, below, limit)
        .forEach(origin -> found.put(origin.id(), origin));
    if (found.size() < limit) {
      for (UUID id : rolled.withPayload(project, payload, below, limit)) {
        LogId key = new LogId(id);
        if (!found.containsKey(key)) {
          rolled
              .find(id)
              .flatMap(row -> database.originOf(project, row))
              .ifPresent(origin -> found.put(key, origin));
        }
      }
    }
    return found.descendingMap().values().stream().limit(limit).toList();
  }

  /** From {@code floor} (inclusive) to {@code below} (exclusive). */
  List<Prediction> window(EndpointId endpoint, UUID floor, UUID below, LogOrder order, int limit) {
    Map<UUID, LogRow> found = new TreeMap<>();
    database.window(endpoint, floor, below, order, limit).forEach(row -> found.put(row.id(), row));
    rolled
        .window(endpoint.value(), floor, below, order, limit)
        .forEach(row -> found.put(row.id(), row));
    return found.values().stream()
        .sorted(order.rows())
        .limit(limit)
        .map(LogRow::prediction)
        .toList();
  }

  Map<String, LogId> resolve(EndpointId endpoint, List<String> clientKeys) {
    return database.resolve(endpoint, clientKeys);
  }
}
