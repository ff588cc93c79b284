package dev.gyre.infra.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param user the role of this process: a service's, or {@code gyre_app} for all of them
 * @param password empty if the server wants none
 * @param poolSize connections at most, at least 2
 * @param connectionTimeout how long a request waits for a free connection before it is told {@code
 *     CAPACITY}; at least 250 ms
 */
@ConfigurationProperties("gyre.database")
record DatabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("gyre_app") String user,
    @DefaultValue("") String password,
    @DefaultValue("20") int poolSize,
    @DefaultValue("5s") Duration connectionTimeout) {

  DatabaseProperties {
    List<String> problems = new ArrayList<>();
    if (!url.startsWith("jdbc:postgresql:")) {
      problems.add(
          "gyre.database.url is '%s'; set it to jdbc:postgresql://host:port/name".formatted(url));
    }
    if (poolSize < 2) {
      problems.add("gyre.database.pool-size is %d; set it to 2 or more".formatted(poolSize));
    }
    if (connectionTimeout.toMillis() < 250) {
      problems.add(
          "gyre.database.connection-timeout is %s; set it to 250ms or more"
              .formatted(connectionTimeout));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(". ", problems));
    }
  }

  @Override
  public String toString() {
    return "%s as %s".formatted(url, user);
  }
}
