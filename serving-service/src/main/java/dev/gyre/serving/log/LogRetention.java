package dev.gyre.serving.log;

import dev.gyre.infra.postgres.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the log stays in the database. */
@Configuration(proxyBeanMethods = false)
class LogRetention {

  @Bean
  RetentionRule predictionLogHours(LogProperties properties, LogRollUp rollUp) {
    return new RetentionRule(
        "hours of the prediction log in the database", properties.inDatabase(), rollUp::rollUp);
  }
}
