package dev.gyre.standalone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.infra.testsupport.TestS3;
import dev.gyre.standalone.StandaloneApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The committed API document is what the interfaces say. After a change of the contract, run this
 * test with {@code -Dgyre.openapi.write=true} and read the difference.
 */
@SpringBootTest(
    classes = StandaloneApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "springdoc.api-docs.version=openapi_3_1",
      "springdoc.writer-with-order-by-keys=true",
      "springdoc.paths-to-match=/api/v1/**"
    })
@Import(OpenApiRules.class)
class OpenApiDocumentIT {

  private static final Path COMMITTED =
      Path.of("../platform-api/src/main/resources/openapi/gyre.yaml");
  private static final TestDatabase DATABASE =
      TestDatabase.create(database ->
          new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
              .run(Map.of(PlatformMigration.APP, "trusted")));

  @TempDir private static Path home;

  private final int port;

  OpenApiDocumentIT(@LocalServerPort int port) {
    this.port = port;
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestS3 s3 = TestS3.create();
    registry.add("gyre.home", home::toString);
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.password", () -> "trusted");
    registry.add("gyre.s3.endpoint", s3::endpoint);
    registry.add("gyre.s3.region", s3::region);
    registry.add("gyre.s3.bucket", s3::bucket);
    registry.add("gyre.s3.access-key", s3::accessKey);
    registry.add("gyre.s3.secret-key", s3::secretKey);
  }

  @Test
  void theCommittedDocumentIsWhatTheInterfacesSay() throws IOException, InterruptedException {
    String made = fetch();
    if (Boolean.getBoolean("gyre.openapi.write")) {
      Files.createDirectories(COMMITTED.getParent());
      Files.writeString(COMMITTED, made);
    }
    assertThat(made).isEqualTo(Files.readString(COMMITTED));
  }

  private String fetch() throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:%d/v3/api-docs.yaml".formatted(port));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
