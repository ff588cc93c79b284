package dev.gyre.infra.artifactstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.infra.testsupport.TestS3;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

class S3ArtifactStoreTests extends ArtifactStoreContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static TestDatabase database;
  private static HikariDataSource pool;
  private static TestS3 s3;
  private static S3Bucket bucket;

  @TempDir private Path folder;
  private JdbcTemplate jdbc;
  private S3ArtifactStore store;

  @BeforeAll
  static void migrate() {
    database = TestDatabase.create(MigratedDatabase::migrate);
    pool = new HikariDataSource();
    pool.setDataSource(database.as(PlatformMigration.APP));
    pool.setMaximumPoolSize(4);
    s3 = TestS3.create();
    bucket = new S3Bucket(s3.endpoint(), s3.region(), s3.bucket(), s3.accessKey(), s3.secretKey());
    bucket.createIfMissing();
  }

  @AfterAll
  static void drop() {
    bucket.close();
    pool.close();
    database.close();
  }

  @BeforeEach
  void open() throws IOException {
    database.execute("truncate platform.artifact, platform.pack");
    for (Path file : objects()) {
      Files.delete(file);
    }
    store = store(ServiceName.DATA, pool);
    jdbc = new JdbcTemplate(database.admin());
  }

  @Override
  protected ArtifactStore store() {
    return store;
  }

  @Override
  protected void receive(Upload upload, byte[] bytes) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(upload.url()).PUT(BodyPublishers.ofByteArray(bytes)).build();
    assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Override
  protected void damage(Digest digest) throws IOException {
    Path file = objects().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void writesTogetherWhatWaitsTogether() throws Exception {
    int count = 400;
    List<Future<Artifact>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        byte[] bytes = bytes(500, i);
        puts.add(threads.submit(() -> store.put(bytes, "a/b")));
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(store.read(puts.get(i).get().digest(), 1000)).isEqualTo(bytes(500, i));
    }
    assertThat(objects()).as("packs").hasSizeLessThan(count / 4);
    assertThat(jdbc.queryForObject("select count(*) from platform.pack", Integer.class))
        .isEqualTo(objects().size());
  }

  @Test
  void keepsWhatItAcceptedWithoutAnyStateOfItsOwn() {
    Digest digest = store.put(bytes(300, 1), "a/b").digest();
    // As after a kill: nothing but bucket and database is left.
    S3ArtifactStore next = store(ServiceName.SERVING, database.as("gyre_serving"));
    assertThat(next.read(digest, 1000)).isEqualTo(bytes(300, 1));
  }

  @Test
  void answersTheErrorToAllWhoWaitedAndGoesOn() {
    try (S3Bucket gone =
        new S3Bucket(
            s3.endpoint(), s3.region(), "no-such-bucket", s3.accessKey(), s3.secretKey())) {
      DataSource source = database.as("gyre_data");
      S3ArtifactStore broken =
          new S3ArtifactStore(
              gone,
              new JdbcTemplate(source),
              new JdbcTransactionManager(source),
              ServiceName.DATA,
              folder,
              Clock.systemUTC());
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> broken.put(bytes(10, 1), "a/b"))
            .isInstanceOfSatisfying(
                PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY));
      }
      assertThat(broken.exists(Digest.of(bytes(10, 1)))).isFalse();
    }
  }

  @Test
  void reportsBytesThatAreGone() throws IOException {
    Digest small = store.put(bytes(10, 1), "a/b").digest();
    Digest large = store.put(bytes(2 << 20, 1), "a/b").digest();
    for (Path file : objects()) {
      Files.delete(file);
    }
    for (Digest digest : List.of(small, large)) {
      assertThatThrownBy(() -> store.open(digest)).hasMessageContaining("its bytes are gone");
    }
  }

  @Test
  void givesWorkersALargeArtifactByItsAddress() throws Exception {
    byte[] bytes = bytes(2 << 20, 1);
    PresignedRead read = store.presignRead(store.put(bytes, "a/b").digest(), LIFE);
    assertThat(fetch(read.url(), null).body()).isEqualTo(bytes);
    assertThat(read.headers()).isEmpty();
    assertThat(fetch(URI.create(read.url() + "0"), null).statusCode()).isEqualTo(403);
  }

  @Test
  void givesWorkersASmallArtifactWithoutItsNeighbours() throws Exception {
    List<Artifact> artifacts =
        store.putAll(
            List.of(
                new Content(bytes(100, 1), "a/b"),
                new Content(bytes(200, 2), "a/b"),
                new Content(bytes(300, 3), "a/b")));
    PresignedRead read = store.presignRead(artifacts.get(1).digest(), LIFE);
    assertThat(fetch(read.url(), read.headers().get("Range")).body()).isEqualTo(bytes(200, 2));
    assertThat(fetch(read.url(), null).statusCode()).isEqualTo(403);
    assertThat(fetch(read.url(), "bytes=0-599").statusCode()).isEqualTo(403);
  }

  @Test
  void leavesNoCopyOfAnUploadBehind() throws Exception {
    byte[] bytes = bytes(2 << 20, 1);
    Upload upload = store.presignUpload(LIFE);
    receive(upload, bytes);
    assertThatThrownBy(() -> store.adopt(upload.key(), Digest.of(bytes(1, 1)), "a/b", 3 << 20))
        .hasMessageContaining(Digest.of(bytes).hex());
    assertThat(objects()).as("the upload").hasSize(1);
    store.adopt(upload.key(), Digest.of(bytes), "a/b", 3 << 20);
    assertThat(objects()).as("the upload and the artifact").hasSize(2);
    store.discardUpload(upload.key());
    assertThat(objects()).as("the artifact").hasSize(1);
  }

  @Test
  void refusesKeysThatAreNoUploads() {
    for (String key : List.of("sha256/ab/cd", "uploads/../packs/x", "")) {
      assertThatThrownBy(() -> store.adopt(key, Digest.of(bytes(1, 1)), "a/b", 10))
          .isInstanceOfSatisfying(
              PlatformException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
  }

  @Test
  void leavesNoFileBehind() throws IOException {
    store.put(bytes(2 << 20, 5), "a/b");
    try (InputStream in =
        Files.newInputStream(Files.write(folder.resolve("x"), bytes(2 << 20, 6)))) {
      store.put(in, "a/b", 3 << 20);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("x"));
    }
  }

  @Test
  void writesInTheNameOfItsService() {
    store.put(bytes(10, 1), "a/b");
    assertThat(jdbc.queryForList("select owner_role from platform.artifact", String.class))
        .containsExactly("gyre_data");
  }

  private S3ArtifactStore store(ServiceName service, DataSource source) {
    return new S3ArtifactStore(
        bucket,
        new JdbcTemplate(source),
        new JdbcTransactionManager(source),
        service,
        folder,
        Clock.systemUTC());
  }

  private static HttpResponse<byte[]> fetch(URI url, @Nullable String range) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    Optional.ofNullable(range).ifPresent(value -> request.header("Range", value));
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static List<Path> objects() {
    try (Stream<Path> files = Files.walk(s3.folder())) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
