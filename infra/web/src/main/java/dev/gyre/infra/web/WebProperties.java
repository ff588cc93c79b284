package dev.gyre.infra.web;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this server answers over HTTP.
 *
 * @param allowedHosts names that a Host header may carry, without port; loopback names by default
 * @param maxBodySize of a body that is read into memory as a whole, as JSON is; at least 1 KB
 */
@ConfigurationProperties("gyre.web")
record WebProperties(
    @DefaultValue({"localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1"}) Set<String> allowedHosts,
    @DefaultValue("10MB") DataSize maxBodySize) {

  WebProperties {
    if (maxBodySize.toBytes() < 1024) {
      throw new IllegalArgumentException(
          "gyre.web.max-body-size is %s; set it to 1KB or more".formatted(maxBodySize));
    }
  }
}
