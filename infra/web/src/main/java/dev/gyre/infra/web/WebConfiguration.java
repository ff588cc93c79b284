package dev.gyre.infra.web;

import dev.gyre.api.json.ContractJson;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** What every service that answers HTTP has in common. */
@AutoConfiguration
@EnableConfigurationProperties(WebProperties.class)
@Import({ProblemAdvice.class, AnswerAdvice.class, BodyBound.class})
class WebConfiguration {

  @Bean
  Problems problems(JsonMapper json) {
    return new Problems(json);
  }

  @Bean
  JsonMapperBuilderCustomizer contractJson() {
    return ContractJson::configure;
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  EventStreams eventStreams() {
    return new EventStreams();
  }

  @Bean
  InputStreamConverter inputStreamConverter() {
    return new InputStreamConverter();
  }

  @Bean
  FaultTranslator requestFaults() {
    return RequestFaults::translate;
  }

  /** After Spring Boot's own, so that this valve is the inner one and reports first. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper json) {
    return server ->
        server.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new ProblemReportValve(json)));
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> requestIdFilter() {
    return first(new RequestIdFilter(), 0);
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> hostAllowListFilter(
      WebProperties properties, Problems problems) {
    return first(new HostAllowListFilter(properties.allowedHosts(), problems), 1);
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> mediaTypeFilter(Problems problems) {
    return first(new MediaTypeFilter(problems), 2);
  }

  private static FilterRegistrationBean<OncePerRequestFilter> first(
      OncePerRequestFilter filter, int place) {
    FilterRegistrationBean<OncePerRequestFilter> registration =
        new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10 + place);
    return registration;
  }
}
