package dev.gyre.monitoring;

import dev.gyre.infra.jobs.JobDatabase;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobHandler;
import dev.gyre.infra.jobs.JobProperties;
import dev.gyre.infra.jobs.JobWorkers;
import dev.gyre.infra.postgres.EventConsumer;
import dev.gyre.infra.postgres.EventDelivery;
import dev.gyre.infra.postgres.EventOutbox;
import dev.gyre.infra.postgres.Idempotency;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.postgres.RetentionProperties;
import dev.gyre.infra.postgres.RetentionRule;
import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The monitoring service: feedback, failure events, incidents, harvests, proofs. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class MonitoringConfiguration {

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object monitoringSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.MONITORING);
    return ServiceName.MONITORING;
  }

  @Bean
  EventOutbox monitoringEvents(JdbcClient jdbc) {
    return new EventOutbox(jdbc, ServiceName.MONITORING);
  }

  /** Brings this service the events that it waits for. */
  @Bean
  EventDelivery monitoringDelivery(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Qualifier("monitoringConsumer") List<EventConsumer> consumers,
      Notifications notifications) {
    return new EventDelivery(
        jdbc,
        transactions,
        ServiceName.MONITORING,
        consumers,
        task -> Thread.ofVirtual().name("monitoring-events").start(task),
        notifications);
  }

  /**
   * @param handlers of this service alone; their work is done inside it
   */
  @Bean
  JobEngine monitoringJobs(
      @Qualifier("monitoringJob") List<JobHandler> handlers,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Clock clock,
      JobProperties properties) {
    return new JobEngine(
        ServiceName.MONITORING,
        JobDatabase.of(dataSource, transactions, clock),
        handlers,
        JobWorkers.none(),
        properties);
  }

  @Bean
  Idempotency monitoringKeys(JdbcClient jdbc) {
    return new Idempotency(jdbc, ServiceName.MONITORING);
  }

  @Bean
  RetentionRule monitoringKeyRetention(
      @Qualifier("monitoringKeys") Idempotency keys, RetentionProperties kept) {
    return new RetentionRule("monitoring idempotency keys", kept.idempotencyKeys(), keys::forget);
  }
}
