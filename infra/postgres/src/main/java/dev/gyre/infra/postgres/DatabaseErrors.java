package dev.gyre.infra.postgres;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells passing troubles of the database, and values that it cannot hold, from faults of ours. */
public final class DatabaseErrors {

  private static final int ATTEMPTS = 4;

  private DatabaseErrors() {}

  /**
   * What a caller is to be told; empty if the error is a fault of ours.
   *
   * @return {@code CAPACITY} if repeating may help: no free connection in the pool, a conflict with
   *     another transaction, a time-out, no room on the server; {@code DEPENDENCY} if the database
   *     does not answer; {@code INVALID_ARGUMENT} for a value that cannot be stored, {@code
   *     ALREADY_EXISTS} for a key that is taken
   */
  public static Optional<PlatformException> translate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof PlatformException) {
        return Optional.empty();
      }
      if (cause instanceof SQLException sql) {
        Optional<PlatformException> found = translate(sql, error);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Runs a whole transaction, and again if it lost against another one (serialization failure,
   * deadlock), four times at most.
   *
   * @throws PlatformException with {@code CAPACITY} if it lost each time
   * @throws IllegalStateException inside a transaction, which cannot be repeated in part
   */
  public static <T> T repeating(Supplier<T> transaction) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A transaction cannot be repeated inside another one");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (!lost(e)) {
          throw e;
        }
        if (attempt == ATTEMPTS) {
          throw capacity("The request conflicts with others again and again; repeat it later", e);
        }
      }
    }
  }

  private static Optional<PlatformException> translate(SQLException sql, Throwable error) {
    String state = sql.getSQLState();
    if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
      return Optional.of(
          new PlatformException(
              ErrorCode.DEPENDENCY,
              "The database does not answer; see the server's log",
              Map.of("dependency", "database"),
              error));
    }
    if (state != null
        && (isConflict(state)
            || state.startsWith("53")
            || state.equals("55P03")
            || state.equals("57014"))) {
      return Optional.of(capacity("The database has no room at this moment; repeat later", error));
    }
    // The pool's time-out has no state, and as its cause why the last connection failed, if it did.
    if (sql instanceof SQLTransientConnectionException
        && !(sql.getCause() instanceof SQLException)) {
      return Optional.of(
          capacity("All connections to the database are in use; repeat later", error));
    }
    return state == null ? Optional.empty() : refused(state, error);
  }

  /** What the caller sent, and no check of ours has caught. */
  private static Optional<PlatformException> refused(String state, Throwable error) {
    return switch (state) {
      case "22021", "22P05" ->
          Optional.of(
              invalid("A text holds the character NUL, or is no Unicode; send it without", error));
      case "22001", "22003", "22008", "54000" ->
          Optional.of(
              invalid("A value is longer or larger than can be stored; send a smaller one", error));
      case "23505" ->
          Optional.of(
              new PlatformException(
                  ErrorCode.ALREADY_EXISTS,
                  "Something with this name or key exists already; read it, or take another",
                  Map.of(),
                  error));
      default -> Optional.empty();
    };
  }

  private static PlatformException invalid(String detail, Throwable cause) {
    return new PlatformException(ErrorCode.INVALID_ARGUMENT, detail, Map.of(), cause);
  }

  private static boolean lost(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && isConflict(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConflict(String state) {
    return state.equals("40001") || state.equals("40P01");
  }

  private static PlatformException capacity(String detail, Throwable cause) {
    return new PlatformException(ErrorCode.CAPACITY, detail, Map.of(), cause);
  }
}
