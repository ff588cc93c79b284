package dev.gyre.infra.security;

import dev.gyre.api.Digest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How services know callers and each other.
 *
 * @param serviceToken the token of this process' service; absent in one process, where no call
 *     between services crosses HTTP
 * @param serviceTokenHashes SHA-256 of each service's token, by service name
 * @param introspectionCache how long an answer about a token is used; at most 10 s
 * @param staleIntrospection how long a last answer may be used while the project service cannot be
 *     reached; zero refuses at once, at most 5 min
 */
@ConfigurationProperties("gyre.security")
record SecurityProperties(
    @Nullable String serviceToken,
    @DefaultValue Map<String, Digest> serviceTokenHashes,
    @DefaultValue("10s") Duration introspectionCache,
    @DefaultValue("0s") Duration staleIntrospection) {

  SecurityProperties {
    requireAtMost("introspection-cache", introspectionCache, Duration.ofSeconds(10));
    requireAtMost("stale-introspection", staleIntrospection, Duration.ofMinutes(5));
  }

  private static void requireAtMost(String name, Duration value, Duration bound) {
    if (value.isNegative() || value.compareTo(bound) > 0) {
      throw new IllegalArgumentException(
          "gyre.security.%s is %s; it must be from 0 to %s".formatted(name, value, bound));
    }
  }
}
