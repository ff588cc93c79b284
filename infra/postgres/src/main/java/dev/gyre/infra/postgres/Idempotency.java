package dev.gyre.infra.postgres;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes a repeated request answer as the first one did. The key is stored in the operation's own
 * transaction: a key exists exactly if the operation was committed.
 */
public final class Idempotency {

  private final JdbcClient jdbc;
  private final String table;

  /**
   * @param jdbc on the data source that the service's transactions use
   * @param service whose schema holds the keys
   */
  public Idempotency(JdbcClient jdbc, ServiceName service) {
    this.jdbc = jdbc;
    this.table = service.schema() + ".idempotency_key";
  }

  /**
   * Runs the operation, or answers what it answered under the same key.
   *
   * @param scope whose keys these are and for what: principal, project and name of the operation
   * @param key the caller's {@code Idempotency-Key}, 1 to 200 characters; without one the operation
   *     always runs
   * @param request a record of all that the caller sent; compared by its canonical form
   * @throws PlatformException with {@code IDEMPOTENCY_KEY_REUSED} if the key came with another
   *     request, {@code IN_PROGRESS} while the first one is at work
   * @throws IllegalStateException outside a transaction
   */
  public <T> T once(
      String scope, @Nullable String key, Object request, Class<T> type, Supplier<T> operation) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Idempotency of '%s' needs the operation's transaction".formatted(scope));
    }
    if (key == null) {
      return operation.get();
    }
    if (key.isEmpty() || key.length() > 200) {
      throw PlatformException.invalid("Idempotency-Key", key, "1 to 200 characters");
    }
    lock(scope, key);
    Digest digest = CanonicalJson.digest(request);
    Optional<Answer> known = find(scope, key);
    if (known.isPresent()) {
      return known.get().to(digest, key, type);
    }
    T response = operation.get();
    jdbc.sql("insert into " + table + " (scope, key, request, response) values (?, ?, ?, ?)")
        .params(scope, key, digest.bytes(), Jsonb.write(response))
        .update();
    return response;
  }

  /**
   * Forgets keys that were stored before an instant.
   *
   * @return how many
   */
  public int forget(Instant before) {
    return jdbc.sql("delete from " + table + " where created < ?")
        .param(Timestamp.from(before))
        .update();
  }

  /** Held to the end of the transaction; the second of two callers is told instead of queued. */
  private void lock(String scope, String key) {
    boolean free =
        jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
            .param(table + '\n' + scope + '\n' + key)
            .query(Boolean.class)
            .single();
    if (!free) {
      throw new PlatformException(
          ErrorCode.IN_PROGRESS,
          "A request with Idempotency-Key '%s' is still at work; repeat it later".formatted(key));
    }
  }

  private Optional<Answer> find(String scope, String key) {
    return jdbc.sql("select request, response::text from " + table + " where scope = ? and key = ?")
        .params(scope, key)
        .query((row, _) -> new Answer(Digest.ofHash(row.getBytes(1)), row.getString(2)))
        .optional();
  }

  private record Answer(Digest request, String response) {

    <T> T to(Digest digest, String key, Class<T> type) {
      if (!request.equals(digest)) {
        throw new PlatformException(
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            "Idempotency-Key '%s' came before with another request; take a new one".formatted(key),
            Map.of("key", key));
      }
      return Jsonb.read(response, type);
    }
  }
}
