package dev.gyre.gateway;

import static org.springframework.cloud.gateway.server.mvc.filter.AfterFilterFunctions.removeResponseHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.preserveHostHeader;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import dev.gyre.api.Headers;
import dev.gyre.infra.web.AbortingRequestFactory;
import java.net.URI;
import java.net.http.HttpClient;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GatewayProperties.class, ServiceAddresses.class})
class GatewayConfiguration {

  @Bean
  RouterFunction<ServerResponse> routes(GatewayProperties properties, ServiceAddresses addresses) {
    RouterFunctions.Builder routes = RouterFunctions.route();
    for (GatewayProperties.Route route : properties.routes()) {
      URI address = addresses.url().get(route.service());
      if (address != null) {
        routes.add(route(route, address));
      }
    }
    return routes.route(RequestPredicates.all(), GatewayProblems::noRoute).build();
  }

  private static RouterFunction<ServerResponse> route(GatewayProperties.Route route, URI address) {
    RequestPredicate any =
        route.paths().stream()
            .map(RequestPredicates::path)
            .reduce(RequestPredicate::or)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "gyre.gateway.routes has no paths for '%s'".formatted(route.service())));
    return RouterFunctions.route()
        .route(any.and(GatewayConfiguration::isPlain), http())
        .filter((request, next) -> GatewayProblems.answer(route.service(), request, next))
        .before(uri(address))
        // The service checks the Host header itself.
        .before(preserveHostHeader())
        .before(GatewayConfiguration::passRequestId)
        .after(removeResponseHeader(Headers.REQUEST_ID))
        .build();
  }

  /** A path that means the same here and at the service: no parents, parameters or empty names. */
  private static boolean isPlain(ServerRequest request) {
    String path = request.uri().getRawPath();
    return !path.contains("/.")
        && !path.contains("//")
        && !path.contains(";")
        && !path.contains("%2E")
        && !path.contains("%2e");
  }

  /** One id for a request on its whole way; the filter of {@code infra/web} has chosen it. */
  private static ServerRequest passRequestId(ServerRequest request) {
    String id = MDC.get("request_id");
    return id == null
        ? request
        : ServerRequest.from(request)
            .headers(headers -> headers.set(Headers.REQUEST_ID, id))
            .build();
  }

  /** Version 1.1, since an offer to upgrade to 2 in clear text only costs a round trip. */
  @Bean
  ClientHttpRequestFactory requestFactory(ServiceAddresses addresses) {
    return new AbortingRequestFactory(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(addresses.connectTimeout())
            .build());
  }
}
