package dev.gyre.standalone;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/** An S3 server on a folder of the home: loopback only, with generated keys. Close stops it. */
final class EmbeddedS3 implements AutoCloseable {

  static final String BUCKET = "gyre";

  private final S3Proxy server;
  private final S3Access access;

  private EmbeddedS3(S3Proxy server, S3Access access) {
    this.server = server;
    this.access = access;
  }

  /**
   * Starts the server and creates the bucket.
   *
   * @throws StartRefusedException if it does not start
   */
  static EmbeddedS3 start(Home home, Secrets secrets, Ports ports) {
    URI endpoint = URI.create("http://127.0.0.1:" + ports.of("s3"));
    S3Access access =
        new S3Access(
            endpoint.toString(),
            "us-east-1",
            BUCKET,
            secrets.of("s3-access-key"),
            secrets.of("s3-secret-key"));
    Properties properties = new Properties();
    properties.setProperty("s3proxy.filesystem.basedir", home.objects().toString());
    // The name that this release reads when the store is made without its own command line.
    properties.setProperty("jclouds.filesystem.basedir", home.objects().toString());
    try {
      BlobStore store = BlobStores.create("filesystem-nio2", properties);
      if (!store.containerExists(BUCKET)) {
        store.createContainer(BUCKET);
      }
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(store)
              .endpoint(endpoint)
              .awsAuthentication(AuthenticationType.AWS_V4, access.accessKey(), access.secretKey())
              .build();
      server.start();
      return new EmbeddedS3(server, access);
    } catch (Exception e) {
      throw new StartRefusedException(
          "The embedded S3 server did not start at %s on %s: %s"
              .formatted(endpoint, home.objects(), e.getMessage()),
          e);
    }
  }

  S3Access access() {
    return access;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The embedded S3 server did not stop", e);
    }
  }
}
