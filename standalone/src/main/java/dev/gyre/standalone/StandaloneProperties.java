package dev.gyre.standalone;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Where Gyre keeps its data. Nothing has to be set: what is absent is embedded in the home.
 *
 * @param database a PostgreSQL of the operator's, or null for the embedded one
 * @param s3 an object store of the operator's, or null for the embedded one
 * @param services the services that run as processes of their own when distributed
 */
record StandaloneProperties(
    @Nullable Database database,
    @Nullable S3 s3,
    @DefaultValue({"project", "data", "training", "eval", "serving", "monitoring"})
        List<String> services) {

  static StandaloneProperties of(Environment environment) {
    return Binder.get(environment).bindOrCreate("gyre", StandaloneProperties.class);
  }

  /**
   * An external PostgreSQL, 15 to 18.
   *
   * @param url JDBC address
   * @param user login of the all-in-one process
   * @param password its password; a generated one of the home if absent
   * @param adminUser who migrates; only {@code gyre migrate} needs it
   */
  record Database(
      String url,
      @DefaultValue("gyre_app") String user,
      @Nullable String password,
      @Nullable String adminUser,
      @Nullable String adminPassword) {}

  /** An external object store; the bucket exists. */
  record S3(
      String endpoint,
      @DefaultValue("us-east-1") String region,
      @DefaultValue("gyre") String bucket,
      String accessKey,
      String secretKey) {

    S3Access access() {
      return new S3Access(endpoint, region, bucket, accessKey, secretKey);
    }
  }
}
