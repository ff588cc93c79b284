package dev.gyre.infra.jobs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for notices of PostgreSQL on a connection of its own, and connects again when it fails.
 */
final class JobNotices {

  private static final Logger log = LoggerFactory.getLogger(JobNotices.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final String payload;
  private final Runnable wake;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param payload notices with another one are passed over
   * @param wake called for each stretch of notices, and after each connect
   */
  JobNotices(DataSource dataSource, String payload, Runnable wake) {
    this.dataSource = dataSource;
    this.payload = payload;
    this.wake = wake;
  }

  void start() {
    thread = Thread.ofVirtual().name("job notices of " + payload).start(this::run);
  }

  void stop() throws InterruptedException {
    stopped.countDown();
    if (thread != null) {
      thread.join();
    }
  }

  private void run() {
    while (stopped.getCount() > 0) {
      try (Connection connection = dataSource.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        log.warn("Notices of jobs cannot be heard now; the queue is looked at each tick", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      if (stopped.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("Stopped while waiting to connect");
      }
    } catch (InterruptedException e) {
      stopped.countDown();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + JobQueue.CHANNEL);
      wake.run();
      PGConnection notices = connection.unwrap(PGConnection.class);
      while (stopped.getCount() > 0) {
        PGNotification[] heard = notices.getNotifications((int) LOOK.toMillis());
        if (heard != null && Arrays.stream(heard).anyMatch(this::isOurs)) {
          wake.run();
        }
      }
      statement.execute("unlisten *");
    }
  }

  private boolean isOurs(PGNotification notice) {
    return notice.getParameter().equals(payload);
  }
}
