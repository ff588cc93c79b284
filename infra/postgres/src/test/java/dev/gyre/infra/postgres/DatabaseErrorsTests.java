package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseErrorsTests {

  private static TestDatabase database;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void callsAnExhaustedPoolCapacity() throws SQLException {
    try (HikariDataSource pool = pool(database.url());
        Connection held = pool.getConnection()) {
      assertThat(held.isValid(1)).isTrue();
      assertThat(codeOf(() -> JdbcClient.create(pool).sql("select 1").query().singleValue()))
          .isEqualTo(ErrorCode.CAPACITY);
    }
  }

  @Test
  void callsADatabaseThatDoesNotAnswerADependency() {
    try (HikariDataSource pool = pool("jdbc:postgresql://localhost:1/none")) {
      assertThat(codeOf(() -> JdbcClient.create(pool).sql("select 1").query().singleValue()))
          .isEqualTo(ErrorCode.DEPENDENCY);
    }
  }

  @Test
  void blamesTheCallerForValuesThatCannotBeStored() {
    JdbcClient jdbc = JdbcClient.create(database.admin());
    assertThat(codeOf(() -> jdbc.sql("select ?").param("a\0b").query().singleValue()))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(codeOf(() -> jdbc.sql("select 1e99::float8::int").query().singleValue()))
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void leavesFaultsOfOursAsTheyAre() {
    JdbcClient jdbc = JdbcClient.create(database.admin());
    assertThatThrownBy(() -> jdbc.sql("select nonsense").query().singleValue())
        .satisfies(e -> assertThat(DatabaseErrors.translate(e)).isEmpty());
    assertThat(DatabaseErrors.translate(PlatformException.notFound("x", "y"))).isEmpty();
  }

  @Test
  void repeatsATransactionThatLostAgainstAnother() {
    AtomicInteger attempts = new AtomicInteger();
    int answer =
        DatabaseErrors.repeating(() -> {
          if (attempts.incrementAndGet() < 3) {
            throw new IllegalStateException(new SQLException("lost", "40001"));
          }
          return 7;
        });
    assertThat(answer).isEqualTo(7);
    assertThat(attempts).hasValue(3);
  }

  @Test
  void givesUpAfterFourLosses() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatThrownBy(() ->
            DatabaseErrors.repeating(() -> {
              attempts.incrementAndGet();
              throw new IllegalStateException(new SQLException("deadlock", "40P01"));
            }))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPACITY));
    assertThat(attempts).hasValue(4);
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername("postgres");
    pool.setPassword("trusted");
    pool.setMaximumPoolSize(1);
    pool.setConnectionTimeout(250);
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  private static ErrorCode codeOf(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      return DatabaseErrors.translate(e).orElseThrow(() -> e).code();
    }
    throw new AssertionError("The call passed");
  }
}
