package dev.gyre.gateway;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is passed on to whom.
 *
 * @param routes in the order in which they are tried
 */
@ConfigurationProperties("gyre.gateway")
record GatewayProperties(@DefaultValue List<Route> routes) {

  GatewayProperties {
    routes = List.copyOf(routes);
  }

  /**
   * The paths that one service answers.
   *
   * @param service its name
   * @param paths Spring's path patterns
   */
  record Route(String service, List<String> paths) {}
}
