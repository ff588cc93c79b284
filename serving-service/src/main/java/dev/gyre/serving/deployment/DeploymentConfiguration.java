package dev.gyre.serving.deployment;

import dev.gyre.infra.postgres.EventDelivery;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.serving.endpoint.Endpoints;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

  @Bean
  EventDelivery servingEventDelivery(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Notifications notifications,
      Endpoints endpoints) {
    return new EventDelivery(
        jdbc,
        transactions,
        ServiceName.SERVING,
        List.of(new AliasMovedConsumer(endpoints)),
        new VirtualThreadTaskExecutor("serving-events-"),
        notifications);
  }
}
