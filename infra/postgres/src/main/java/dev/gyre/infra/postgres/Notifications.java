package dev.gyre.infra.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The notices of PostgreSQL ({@code listen} and {@code notify}) for a whole process, over one
 * connection of its own. A notice may get lost while the connection is down; each new connection
 * calls every listener once, and listeners poll slowly besides.
 */
public final class Notifications implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  /** How long a read waits, hence how long a new channel or a stop may take. */
  private static final int READ_MILLIS = 500;

  private final DataSource dataSource;
  private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
  private CountDownLatch stopped = new CountDownLatch(0);
  private @Nullable Thread thread;

  /**
   * @param dataSource not pooled, because the connection is kept; and not through a transaction
   *     pooler, which would lose {@code listen}
   */
  public Notifications(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Calls the listener at each notice on the channel, in this object's thread: it must return at
   * once. May be called before or after the start.
   *
   * @param channel a plain lower-case identifier
   */
  public void listen(String channel, Runnable listener) {
    if (!channel.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("'%s' is not a plain identifier".formatted(channel));
    }
    listeners.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  @Override
  public synchronized void start() {
    if (!isRunning()) {
      stopped = new CountDownLatch(1);
      thread = Thread.ofVirtual().name("notifications").start(this::run);
    }
  }

  @Override
  public synchronized void stop() {
    stopped.countDown();
    Thread running = thread;
    if (running != null) {
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return stopped.getCount() > 0;
  }

  /** Before whatever listens, and stopped after it. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1000;
  }

  private void run() {
    CountDownLatch end = stopped;
    while (end.getCount() > 0) {
      try (Connection connection = dataSource.getConnection()) {
        read(connection, end);
      } catch (SQLException e) {
        log.warn("Notices of the database are interrupted: {}", e.getMessage());
      }
      try {
        if (end.await(1, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void read(Connection connection, CountDownLatch end) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    Set<String> heard = new HashSet<>();
    while (end.getCount() > 0) {
      for (String channel : listeners.keySet()) {
        if (heard.add(channel)) {
          try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + channel);
          }
          call(channel);
        }
      }
      PGNotification[] notices = postgres.getNotifications(READ_MILLIS);
      Set<String> rung = new HashSet<>();
      for (PGNotification notice : notices == null ? new PGNotification[0] : notices) {
        if (rung.add(notice.getName())) {
          call(notice.getName());
        }
      }
    }
  }

  private void call(String channel) {
    for (Runnable listener : listeners.getOrDefault(channel, List.of())) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        log.error("A listener on channel '{}' failed", channel, e);
      }
    }
  }
}
