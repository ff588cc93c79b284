package dev.gyre.infra.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.infra.postgres.Notifications;
import dev.gyre.infra.web.Problems;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Puts the check of access in front of every method of the contract. */
@AutoConfiguration
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

  @Bean
  Introspector introspector(ObjectProvider<IdentityApi> identity, SecurityProperties properties) {
    return new Introspector(
        query -> Callers.asService("security", () -> identity.getObject().introspect(query)),
        properties.introspectionCache(),
        properties.staleIntrospection(),
        Ticker.systemTicker());
  }

  @Bean
  Authorizer authorizer(Introspector introspector) {
    return new Authorizer(introspector);
  }

  @Bean
  ServiceToken serviceToken(SecurityProperties properties) {
    return new ServiceToken(properties.serviceToken());
  }

  @Bean
  @ConditionalOnProperty("gyre.database.url")
  AuditTrail auditTrail(DataSource dataSource, Clock clock) {
    return new AuditTrail(JdbcClient.create(dataSource), clock);
  }

  @Bean
  @ConditionalOnProperty("gyre.database.url")
  Revocations revocations(
      Introspector introspector, DataSource dataSource, Notifications notifications) {
    notifications.listen(Revocations.CHANNEL, introspector::forgetAll);
    return new Revocations(introspector, JdbcClient.create(dataSource));
  }

  @Bean
  Door door(Authorizer authorizer, ObjectProvider<AuditTrail> trail) {
    return new Door(authorizer, Optional.ofNullable(trail.getIfAvailable()));
  }

  @Bean
  WebMvcConfigurer accessCheck(Door door, ObjectProvider<JobTokenVerifier> jobTokens) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor(door, jobTokens));
      }
    };
  }

  @Bean
  ContractCheck contractCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
    return new ContractCheck(mappings);
  }

  @Bean
  FilterRegistrationBean<AuthenticationFilter> authenticationFilter(
      SecurityProperties properties, Problems problems) {
    FilterRegistrationBean<AuthenticationFilter> registration =
        new FilterRegistrationBean<>(
            new AuthenticationFilter(properties.serviceTokenHashes(), problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return registration;
  }

  @Bean
  FilterRegistrationBean<ManagementFilter> managementFilter(
      Authorizer authorizer, Problems problems) {
    FilterRegistrationBean<ManagementFilter> registration =
        new FilterRegistrationBean<>(new ManagementFilter(authorizer, problems));
    registration.addUrlPatterns("/actuator/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 21);
    return registration;
  }
}
