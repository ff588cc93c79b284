package dev.gyre.infra.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.gyre.infra.web.FaultTranslator;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The pool and the notices that all services of a process share. What belongs to one service
 * (outbox, delivery, idempotency) is built by that service with its {@link ServiceName}.
 */
@AutoConfiguration(
    beforeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnProperty("gyre.database.url")
@EnableConfigurationProperties({DatabaseProperties.class, RetentionProperties.class})
public class PostgresConfiguration {

  @Bean
  @ConditionalOnMissingBean(DataSource.class)
  HikariDataSource dataSource(DatabaseProperties properties) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("gyre");
    pool.setJdbcUrl(properties.url());
    pool.setUsername(properties.user());
    pool.setPassword(properties.password());
    pool.setMaximumPoolSize(properties.poolSize());
    pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "gyre");
    return pool;
  }

  @Bean
  @ConditionalOnMissingBean
  Notifications notifications(DatabaseProperties properties) {
    return new Notifications(unpooled(properties));
  }

  @Bean
  Retention retention(ObjectProvider<RetentionRule> rules, RetentionProperties properties) {
    return new Retention(rules.stream().toList(), Clock.systemUTC(), properties.pause());
  }

  @Bean
  FaultTranslator databaseFaults() {
    return DatabaseErrors::translate;
  }

  private static DataSource unpooled(DatabaseProperties properties) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(properties.url());
    source.setUser(properties.user());
    source.setPassword(properties.password());
    source.setApplicationName("gyre notices");
    return source;
  }
}
