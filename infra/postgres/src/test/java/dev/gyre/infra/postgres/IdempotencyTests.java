package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.testsupport.TestDatabase;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyTests {

  private static TestDatabase database;
  private static Idempotency idempotency;
  private static JdbcTransactionManager manager;
  private static TransactionTemplate transactions;

  private final AtomicInteger runs = new AtomicInteger();

  record Request(String name) {}

  record Answer(int run, long size) {}

  @BeforeAll
  static void open() {
    database = TestDatabase.create(MigratedDatabase::migrate);
    DataSource source = database.as("gyre_data");
    idempotency = new Idempotency(JdbcClient.create(source), ServiceName.DATA);
    manager = new JdbcTransactionManager(source);
    transactions = new TransactionTemplate(manager);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void answersARepetitionAsTheFirstTime() {
    assertThat(call("repeat", "a")).isEqualTo(new Answer(1, 1L << 60));
    assertThat(call("repeat", "a")).isEqualTo(new Answer(1, 1L << 60));
    assertThat(runs).hasValue(1);
  }

  @Test
  void runsAgainWithoutAKey() {
    call(null, "a");
    call(null, "a");
    assertThat(runs).hasValue(2);
  }

  @Test
  void refusesAKeyThatCameWithAnotherRequest() {
    call("reuse", "a");
    assertThatThrownBy(() -> call("reuse", "b"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void forgetsTheKeyOfWhatWasRolledBack() {
    assertThatThrownBy(() ->
            transactions.execute(_ -> {
              once("rollback", "a");
              throw new IllegalArgumentException("after all not");
            }))
        .hasMessage("after all not");
    assertThat(call("rollback", "a").run()).isEqualTo(2);
  }

  @Test
  void tellsTheSecondThatTheFirstIsStillAtWork() {
    TransactionTemplate second = new TransactionTemplate(manager);
    second.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    transactions.executeWithoutResult(_ -> {
      once("busy", "a");
      assertThatThrownBy(() -> second.execute(_ -> once("busy", "a")))
          .isInstanceOfSatisfying(
              PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IN_PROGRESS));
    });
    assertThat(runs).hasValue(1);
  }

  @Test
  void needsTheOperationsTransaction() {
    assertThatThrownBy(() -> once("none", "a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void forgetsOldKeys() {
    call("old", "a");
    assertThat(idempotency.forget(Instant.EPOCH)).isZero();
    assertThat(idempotency.forget(Instant.now().plusSeconds(60))).isPositive();
    assertThat(call("old", "a").run()).isEqualTo(2);
  }

  private Answer call(@Nullable String key, String name) {
    return transactions.execute(_ -> once(key, name));
  }

  private Answer once(@Nullable String key, String name) {
    return idempotency.once(
        "test",
        key,
        new Request(name),
        Answer.class,
        () -> new Answer(runs.incrementAndGet(), 1L << 60));
  }
}
