package dev.gyre.infra.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gyre.api.Digest;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A revocation, in this process and in another. */
class RevocationsTests {

  private static final TestDatabase DATABASE = TestDatabase.create(MigratedDatabase::migrate);
  private static final Digest TOKEN = Digest.of("token".getBytes(StandardCharsets.UTF_8));
  private static final Introspection ANNA =
      new Introspection(
          true, new Principal(PrincipalId.next(), "anna", PrincipalKind.USER), false, null, null);

  private final AtomicInteger asked = new AtomicInteger();
  private final Introspector here = introspector();
  private final DataSource database = DATABASE.as("gyre_project");
  private final Revocations revocations = new Revocations(here, JdbcClient.create(database));
  private final TransactionTemplate transactions =
      new TransactionTemplate(new DataSourceTransactionManager(database));

  @Test
  void isKnownHereAtOnceWithTheCommitAndNotBefore() {
    here.introspect(TOKEN, null);
    transactions.executeWithoutResult(status -> {
      revocations.announce();
      here.introspect(TOKEN, null);
      assertThat(asked).hasValue(1);
      status.setRollbackOnly();
    });
    here.introspect(TOKEN, null);
    assertThat(asked).as("rolled back").hasValue(1);
    transactions.executeWithoutResult(_ -> revocations.announce());
    here.introspect(TOKEN, null);
    assertThat(asked).as("committed").hasValue(2);
  }

  @Test
  void isKnownToAnotherProcessWithinMoments() throws InterruptedException {
    Introspector there = introspector();
    Semaphore heard = new Semaphore(0);
    Notifications notifications = new Notifications(DATABASE.as("gyre_eval"));
    notifications.listen(
        Revocations.CHANNEL,
        () -> {
          there.forgetAll();
          heard.release();
        });
    notifications.start();
    try {
      assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).as("listens").isTrue();
      there.introspect(TOKEN, null);
      transactions.executeWithoutResult(_ -> revocations.announce());
      assertThat(heard.tryAcquire(20, TimeUnit.SECONDS)).as("is told").isTrue();
      there.introspect(TOKEN, null);
      assertThat(asked).hasValue(2);
    } finally {
      notifications.stop();
    }
  }

  private Introspector introspector() {
    return new Introspector(
        _ -> {
          asked.incrementAndGet();
          return ANNA;
        },
        Duration.ofSeconds(10),
        Duration.ZERO,
        Ticker.systemTicker());
  }
}
