package dev.gyre.infra.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where jobs are kept.
 *
 * @param dataSource also gives the one connection on which an engine listens, for as long as it
 *     runs
 * @param transactions of the manager that handlers write through
 * @param clock what leases and back-off are measured by; machines that share jobs must agree within
 *     a few seconds
 */
public record JobDatabase(
    DataSource dataSource, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {

  /** The form of stored outcomes and assignments, whatever the process configures elsewhere. */
  static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  public static JobDatabase of(
      DataSource dataSource, PlatformTransactionManager manager, Clock clock) {
    return new JobDatabase(
        dataSource, JdbcClient.create(dataSource), new TransactionTemplate(manager), clock);
  }

  Instant now() {
    return clock.instant();
  }

  static @Nullable OffsetDateTime sql(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
