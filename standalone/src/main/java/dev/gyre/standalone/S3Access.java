package dev.gyre.standalone;

import java.util.Map;

/** Where the object store is and how to sign in. */
record S3Access(String endpoint, String region, String bucket, String accessKey, String secretKey) {

  /** As the properties that the services read. */
  Map<String, String> properties() {
    return Map.of(
        "gyre.s3.endpoint", endpoint,
        "gyre.s3.region", region,
        "gyre.s3.bucket", bucket,
        "gyre.s3.access-key", accessKey,
        "gyre.s3.secret-key", secretKey);
  }

  @Override
  public String toString() {
    return "S3Access[%s/%s]".formatted(endpoint, bucket);
  }
}
