package dev.gyre.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Database and object store of this home: embedded ones, started here, or the operator's, of which
 * only the address is known. Close stops what was started.
 */
final class Infrastructure implements AutoCloseable {

  private final DatabaseAccess database;
  private final S3Access s3;
  private final Deque<AutoCloseable> started;

  private Infrastructure(DatabaseAccess database, S3Access s3, Deque<AutoCloseable> started) {
    this.database = database;
    this.s3 = s3;
    this.started = started;
  }

  /**
   * Starts both at once and returns when both answer. The caller holds the home's lock.
   *
   * @throws StartRefusedException if one does not start; the other is stopped again
   */
  static Infrastructure start(Home home, Secrets secrets, StandaloneProperties properties) {
    Ports ports = new Ports(home);
    Deque<AutoCloseable> started = new ArrayDeque<>();
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DatabaseAccess> database =
          both.submit(() -> database(home, secrets, ports, properties, started));
      Future<S3Access> s3 = both.submit(() -> s3(home, secrets, ports, properties, started));
      return new Infrastructure(result(database), result(s3), started);
    } catch (RuntimeException e) {
      closeAll(started);
      throw e;
    }
  }

  private static DatabaseAccess database(
      Home home,
      Secrets secrets,
      Ports ports,
      StandaloneProperties properties,
      Deque<AutoCloseable> started) {
    if (properties.database() != null) {
      return DatabaseAccess.external(properties.database(), secrets);
    }
    EmbeddedDatabase embedded = EmbeddedDatabase.start(home, secrets, ports);
    push(started, embedded);
    return DatabaseAccess.embedded(embedded.url(), embedded.password(), secrets);
  }

  private static S3Access s3(
      Home home,
      Secrets secrets,
      Ports ports,
      StandaloneProperties properties,
      Deque<AutoCloseable> started) {
    if (properties.s3() != null) {
      return properties.s3().access();
    }
    EmbeddedS3 embedded = EmbeddedS3.start(home, secrets, ports);
    push(started, embedded);
    return embedded.access();
  }

  private static void push(Deque<AutoCloseable> started, AutoCloseable server) {
    synchronized (started) {
      started.push(server);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException(
          "Interrupted while the database and the object store started", e);
    }
  }

  DatabaseAccess database() {
    return database;
  }

  S3Access s3() {
    return s3;
  }

  @Override
  public void close() {
    closeAll(started);
  }

  private static void closeAll(Deque<AutoCloseable> started) {
    synchronized (started) {
      while (!started.isEmpty()) {
        try {
          started.pop().close();
        } catch (Exception e) {
          System.err.println("gyre: " + e.getMessage());
        }
      }
    }
  }
}
