package dev.gyre.project;

import dev.gyre.infra.postgres.ConsumerProgress;
import dev.gyre.infra.postgres.EventConsumer;
import dev.gyre.infra.postgres.EventDelivery;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.postgres.SchemaCheck;
import dev.gyre.infra.postgres.ServiceName;
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

/** The project service: projects, members, tokens, task contracts, lineage. */
@AutoConfiguration
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
class ProjectConfiguration {

  /** Made before any repository is used: an old schema stops the start. */
  @Bean
  Object projectSchema(DataSource dataSource) {
    SchemaCheck.require(dataSource, ServiceName.PROJECT);
    return ServiceName.PROJECT;
  }

  /** Says how far a consumer of events has read. */
  @Bean
  ConsumerProgress projectProgress(JdbcClient jdbc) {
    return new ConsumerProgress(jdbc);
  }

  /** Brings this service the events that it waits for. */
  @Bean
  EventDelivery projectDelivery(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Qualifier("projectConsumer") List<EventConsumer> consumers,
      Notifications notifications) {
    return new EventDelivery(
        jdbc,
        transactions,
        ServiceName.PROJECT,
        consumers,
        task -> Thread.ofVirtual().name("project-events").start(task),
        notifications);
  }
}
