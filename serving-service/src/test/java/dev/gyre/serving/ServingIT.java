package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.postgres.Jsonb;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.infra.testsupport.TestS3;
import dev.gyre.streams.image.Image;
import dev.gyre.streams.image.ImageIoCodec;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service alone, over HTTP, with its own database role and a real S3. */
@SpringBootTest(
    classes = ServingApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ServingIT.Peers.class)
abstract class ServingIT {

  static final String ENDPOINTS = "/api/v1/projects/loop/endpoints";
  private static final TestDatabase DATABASE = TestDatabase.create(MigratedDatabase::migrate);
  private static final TestS3 S3 = TestS3.create();
  private static final AtomicInteger COUNT = new AtomicInteger();

  @Autowired FakeModels models;
  @LocalServerPort int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.user", () -> "gyre_serving");
    registry.add("gyre.database.password", () -> "trusted");
    registry.add("gyre.s3.endpoint", S3::endpoint);
    registry.add("gyre.s3.bucket", S3::bucket);
    registry.add("gyre.s3.access-key", S3::accessKey);
    registry.add("gyre.s3.secret-key", S3::secretKey);
    registry.add(
        "gyre.security.service-token-hashes.monitoring",
        () -> FakeIdentity.hash("monitoring-service").hex());
  }

  Client engineer() {
    return Client.of(port, "engineer");
  }

  Client labeller() {
    return Client.of(port, "labeller");
  }

  Client viewer() {
    return Client.of(port, "viewer");
  }

  /** A new endpoint on a new model whose version 1 is champion and answers. */
  String serve(String logging) {
    String name = "e" + COUNT.incrementAndGet();
    models.register(name, 1, new TinyModel(-1).file());
    models.point(name, "champion", 1);
    create(name, logging, 8);
    awaitDeployment(name, "READY", 1);
    return name;
  }

  void create(String name, String logging, int bound) {
    Client.Answer answer =
        engineer()
            .post(
                ENDPOINTS,
                "{\"name\": \"%s\", \"model\": \"%s\", \"alias\": \"champion\", \"logging\": \"%s\", \"max_concurrency\": %d}"
                    .formatted(name, name, logging, bound));
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
  }

  void awaitDeployment(String name, String state, int version) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          JsonNode deployment = viewer().get(ENDPOINTS + "/" + name).json().path("deployment");
          assertThat(deployment.path("state").asString("")).isEqualTo(state);
          assertThat(deployment.path("version").asInt()).isEqualTo(version);
        });
  }

  /** Moves an alias and tells it as the training service does. */
  void move(String model, int version) {
    models.point(model, "champion", version);
    JdbcClient.create(DATABASE.admin())
        .sql(
            """
            insert into platform.event (owner_role, project_id, type, subject, payload)
            values ('gyre_training', ?, 'dev.gyre.alias.moved.v1', ?, ?)
            """)
        .params(
            FakeIdentity.PROJECT.value(),
            "alias/" + model,
            Jsonb.write(
                new dev.gyre.api.training.AliasMoved(model, "champion", version, null, null, null)))
        .update();
  }

  static JdbcClient database() {
    return JdbcClient.create(DATABASE.admin());
  }

  Client.Answer predict(String endpoint, byte[] picture, String query) {
    return labeller()
        .send(
            "POST",
            ENDPOINTS + "/" + endpoint + "/predict" + query,
            picture,
            "Content-Type",
            "image/png");
  }

  /** PNG of one gray value. */
  static byte[] picture(int value) {
    byte[] pixels = new byte[6 * 5];
    Arrays.fill(pixels, (byte) value);
    return new ImageIoCodec().encodePng(new Image(6, 5, 1, pixels));
  }

  @TestConfiguration
  static class Peers {

    @Bean
    FakeModels models() {
      return new FakeModels();
    }

    @Bean
    FakeIdentity identity() {
      return new FakeIdentity();
    }
  }
}
