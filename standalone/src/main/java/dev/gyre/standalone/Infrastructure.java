package dev.gyre.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Database and object store of this home: embedded ones, or the operator's, of which only the
 * address is known. Close stops what was started; if that comes while they start, it waits for it,
 * so that no server is left.
 */
final class Infrastructure implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);

  private final Home home;
  private final Secrets secrets;
  private final StandaloneProperties properties;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  Infrastructure(Home home, Secrets secrets, StandaloneProperties properties) {
    this.home = home;
    this.secrets = secrets;
    this.properties = properties;
  }

  /**
   * Starts both at once and returns when both answer. The caller holds the home's lock.
   *
   * @throws StartRefusedException if one does not start, or this is closed
   */
  synchronized Stores start() {
    if (closed) {
      throw new StartRefusedException("Told to stop while starting");
    }
    Ports ports = new Ports(home);
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<DatabaseAccess> database = both.submit(() -> database(ports));
      Future<S3Access> s3 = both.submit(() -> s3(ports));
      return new Stores(result(database), result(s3));
    }
  }

  private DatabaseAccess database(Ports ports) {
    if (properties.database() != null) {
      return DatabaseAccess.external(properties.database(), secrets);
    }
    EmbeddedDatabase embedded = EmbeddedDatabase.start(home, secrets, ports);
    push(embedded);
    return DatabaseAccess.embedded(embedded.url(), embedded.password(), secrets);
  }

  private S3Access s3(Ports ports) {
    if (properties.s3() != null) {
      return properties.s3().access();
    }
    EmbeddedS3 embedded = EmbeddedS3.start(home, secrets, ports);
    push(embedded);
    return embedded.access();
  }

  private void push(AutoCloseable server) {
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

  @Override
  public synchronized void close() {
    closed = true;
    synchronized (started) {
      while (!started.isEmpty()) {
        try {
          started.pop().close();
        } catch (Exception e) {
          log.error("A server of the home did not stop", e);
        }
      }
    }
  }
}
