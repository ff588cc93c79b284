package dev.gyre.infra.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * A bucket of its own on a real S3 server. One server runs per Java process, on a free port of the
 * loopback address and a temporary folder that is deleted at exit.
 *
 * @param bucket exists and is empty at first
 * @param folder where the server keeps the bucket: one file per object, named by its key, so that a
 *     test can damage it
 */
public record TestS3(
    URI endpoint, String region, String bucket, String accessKey, String secretKey, Path folder) {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A new empty bucket. */
  public static TestS3 create() {
    String bucket = "bucket-" + COUNT.incrementAndGet();
    Server.STORE.createContainer(bucket);
    return new TestS3(
        URI.create("http://127.0.0.1:" + Server.RUNNING.getPort()),
        "us-east-1",
        bucket,
        Server.ACCESS_KEY,
        Server.SECRET_KEY,
        Server.FOLDER.resolve(bucket));
  }

  /** Started at the first use, stopped by a shutdown hook. */
  private static final class Server {

    static final String ACCESS_KEY = "test-access-key";
    static final String SECRET_KEY = "test-secret-key";
    static final Path FOLDER = temporaryFolder();
    static final BlobStore STORE = BlobStores.create("filesystem-nio2", properties());
    static final S3Proxy RUNNING = start();

    private static S3Proxy start() {
      S3Proxy server =
          S3Proxy.builder()
              .blobStore(STORE)
              .endpoint(URI.create("http://127.0.0.1:0"))
              .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
              .build();
      try {
        server.start();
      } catch (Exception e) {
        throw new IllegalStateException("The test S3 server did not start", e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop test S3"));
      return server;
    }

    private static Properties properties() {
      Properties properties = new Properties();
      properties.setProperty("s3proxy.filesystem.basedir", FOLDER.toString());
      // The name that this release reads when the store is made without its own command line.
      properties.setProperty("jclouds.filesystem.basedir", FOLDER.toString());
      return properties;
    }

    private static Path temporaryFolder() {
      try {
        return Files.createTempDirectory("gyre-test-s3");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(S3Proxy server) {
      try {
        server.stop();
      } catch (Exception e) {
        throw new IllegalStateException("The test S3 server did not stop", e);
      } finally {
        delete(FOLDER);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
