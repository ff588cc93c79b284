package dev.gyre.infra.web;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this server answers over HTTP.
 *
 * @param allowedHosts names that a Host header may carry, without port; loopback names by default
 */
@ConfigurationProperties("gyre.web")
record WebProperties(
    @DefaultValue({"localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1"})
        Set<String> allowedHosts) {}
