package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.UuidV7;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionOrigin;
import dev.gyre.infra.postgres.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the log. Pages are gathered from windows of time that grow, so that a query opens few of
 * the many partitions.
 */
@Component
public class LoggedPredictions {

  private static final String LIST = "predictions";
  private static final String ORIGINS = "prediction-origins of ";
  private static final Duration FIRST_WINDOW = Duration.ofHours(6);
  private static final Duration LARGEST_WINDOW = Duration.ofDays(30);

  private final LogReader log;

  LoggedPredictions(LogReader log) {
    this.log = log;
  }

  /** One prediction; empty if the endpoint has none of this id. */
  public Optional<Prediction> find(EndpointId endpoint, LogId id) {
    return log.find(endpoint, id);
  }

  /** Who gave an answer; empty if the project has none of this id. */
  public Optional<PredictionOrigin> origin(ProjectId project, LogId id) {
    return log.origin(project, id);
  }

  /** Who answered about these bytes, newest first. */
  public Page<PredictionOrigin> origins(
      ProjectId project, Digest payload, int limit, @Nullable String cursor) {
    String list = ORIGINS + payload;
    UUID below =
        Cursor.parse(cursor, list, 1).map(last -> last.uuid(0)).orElseGet(() -> next(log.head()));
    return Cursor.page(
        log.origins(project, payload, below, Page.checkLimit(limit) + 1),
        limit,
        origin -> Cursor.after(list, origin.id()));
  }

  /** Newest first. */
  public Page<Prediction> newest(
      EndpointId endpoint, Instant created, int limit, @Nullable String cursor) {
    Page.checkLimit(limit);
    UUID below =
        Cursor.parse(cursor, LIST, 1).map(last -> last.uuid(0)).orElseGet(() -> next(log.head()));
    UUID least = earliest(created);
    List<Prediction> found = new ArrayList<>();
    Duration window = FIRST_WINDOW;
    while (found.size() <= limit && compare(below, least) > 0) {
      UUID floor = max(least, UuidV7.floor(UuidV7.timeOf(below).minus(window)));
      found.addAll(log.window(endpoint, floor, below, LogOrder.DESC, limit + 1 - found.size()));
      below = floor;
      window = grow(window);
    }
    return Cursor.page(found, limit, prediction -> Cursor.after(LIST, prediction.id()));
  }

  /** In the order of the log, after an id; the cursor is the last id of the page. */
  public Page<Prediction> after(
      EndpointId endpoint, Instant created, @Nullable LogId after, int limit) {
    Page.checkLimit(limit);
    UUID end = next(log.head());
    UUID from = after == null ? earliest(created) : max(next(after.value()), earliest(created));
    List<Prediction> found = new ArrayList<>();
    Duration window = FIRST_WINDOW;
    while (found.size() <= limit && compare(from, end) < 0) {
      UUID to = min(end, UuidV7.floor(UuidV7.timeOf(from).plus(window)));
      found.addAll(log.window(endpoint, from, to, LogOrder.ASC, limit + 1 - found.size()));
      from = to;
      window = grow(window);
    }
    boolean more = found.size() > limit;
    List<Prediction> items = more ? found.subList(0, limit) : found;
    return new Page<>(items, more ? items.getLast().id().toString() : null);
  }

  /** Where client keys stand; those that are unknown are left out. */
  public Map<String, LogId> resolve(EndpointId endpoint, List<String> clientKeys) {
    return clientKeys.isEmpty() ? Map.of() : log.resolve(endpoint, clientKeys);
  }

  /** Clocks of processes differ a little; no log id of the endpoint is older than this. */
  private static UUID earliest(Instant created) {
    return UuidV7.floor(created.minus(Duration.ofHours(1)));
  }

  private static Duration grow(Duration window) {
    Duration larger = window.multipliedBy(4);
    return larger.compareTo(LARGEST_WINDOW) < 0 ? larger : LARGEST_WINDOW;
  }

  /** The smallest id after this one. */
  private static UUID next(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    return new UUID(low == 0 ? id.getMostSignificantBits() + 1 : id.getMostSignificantBits(), low);
  }

  private static int compare(UUID one, UUID other) {
    return new LogId(one).compareTo(new LogId(other));
  }

  private static UUID max(UUID one, UUID other) {
    return compare(one, other) >= 0 ? one : other;
  }

  private static UUID min(UUID one, UUID other) {
    return compare(one, other) <= 0 ? one : other;
  }
}
