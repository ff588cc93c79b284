package dev.gyre.infra.artifactstore;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the object store is.
 *
 * @param endpoint {@code http(s)://host:port}, the same for this process and for workers
 * @param bucket exists, or is made by whoever sets the server up
 */
@ConfigurationProperties("gyre.s3")
record S3Properties(
    URI endpoint,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("gyre") String bucket,
    @DefaultValue("") String accessKey,
    @DefaultValue("") String secretKey) {

  S3Properties {
    List<String> problems = new ArrayList<>();
    if (!("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
      problems.add("gyre.s3.endpoint is '%s'; set it to http(s)://host:port".formatted(endpoint));
    }
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      problems.add(
          "gyre.s3.bucket is '%s'; set it to 3 to 63 of a-z, 0-9, '.' and '-'".formatted(bucket));
    }
    if (accessKey.isEmpty()) {
      problems.add("gyre.s3.access-key is missing; set it");
    }
    if (secretKey.isEmpty()) {
      problems.add("gyre.s3.secret-key is missing; set it");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(". ", problems));
    }
  }

  @Override
  public String toString() {
    return "%s at %s".formatted(bucket, endpoint);
  }
}
