package dev.gyre.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are: the same properties by which they find each other.
 *
 * @param url base address by service name, such as {@code gyre.peers.url.project}
 * @param connectTimeout how long a connection may take to open
 */
@ConfigurationProperties("gyre.peers")
record ServiceAddresses(
    @DefaultValue Map<String, URI> url, @DefaultValue("2s") Duration connectTimeout) {

  ServiceAddresses {
    url = Map.copyOf(url);
    if (url.isEmpty()) {
      throw new IllegalArgumentException(
          "gyre.peers.url is empty; set gyre.peers.url.project and one for each other service");
    }
  }
}
