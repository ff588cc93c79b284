package dev.gyre.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.IdentityApi;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.TrainResult;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobExecutor;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.infra.testsupport.TestS3;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service alone, over HTTP, with its own database role, between hand-written peers. */
@SpringBootTest(
    classes = {TrainingApplication.class, TrainingFixture.Beans.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class TrainingFixture {

  protected static final String PROJECT = "/api/v1/projects/digits";
  protected static final String[] VIEWER = bearer("viewer");
  protected static final String[] ENGINEER = bearer("engineer");
  protected static final String[] ADMIN = bearer("admin");
  protected static final String[] OUTSIDER = bearer(Peers.OUTSIDER);
  protected static final List<String> CLASSES = List.of("zero", "one");

  private static final TestDatabase DATABASE =
      TestDatabase.create(database ->
          new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
              .run(Map.of("gyre_training", "secret")));

  private static final TestS3 S3 = TestS3.create();

  @Autowired protected Peers peers;
  @Autowired protected HeldExecutor executor;

  @Autowired
  @Qualifier("trainingArtifacts")
  protected ArtifactStore artifacts;

  @Autowired
  @Qualifier("trainingJobs")
  protected JobEngine engine;

  protected Browser browser;

  @Autowired
  void connect(@LocalServerPort int port) {
    browser = new Browser(port);
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.user", () -> "gyre_training");
    registry.add("gyre.database.password", () -> "secret");
    registry.add("gyre.s3.endpoint", S3::endpoint);
    registry.add("gyre.s3.region", S3::region);
    registry.add("gyre.s3.bucket", S3::bucket);
    registry.add("gyre.s3.access-key", S3::accessKey);
    registry.add("gyre.s3.secret-key", S3::secretKey);
    registry.add("gyre.home", () -> "target/test-home");
    registry.add("gyre.jobs.cores", () -> "60");
    registry.add("gyre.jobs.memory", () -> "1000GB");
    registry.add("gyre.security.service-token-hashes.eval", () -> Peers.digest("eval-token").hex());
    registry.add(
        "gyre.security.service-token-hashes.serving", () -> Peers.digest("serving-token").hex());
  }

  /** Stand-ins for what the process and the services to the left give. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Beans {

    @Bean
    Peers peers() {
      return new Peers();
    }

    @Bean
    IdentityApi identity(Peers peers) {
      return peers.identity();
    }

    @Bean
    ProjectsApi projects(Peers peers) {
      return peers.projects();
    }

    @Bean
    TaskContractsApi contracts(Peers peers) {
      return peers.contracts();
    }

    @Bean
    PreparationsApi preparations(Peers peers) {
      return peers.preparations();
    }

    @Bean
    PreparedSetsApi preparedSets(Peers peers) {
      return peers.preparedSets();
    }

    @Bean
    JobExecutor executor() {
      return new HeldExecutor();
    }
  }

  protected static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  protected static String[] with(String[] headers, String name, String value) {
    return new String[] {headers[0], headers[1], name, value};
  }

  /** A recipe of its own under this name. */
  protected String recipe(String name) {
    return recipe(name, 1);
  }

  protected String recipe(String name, int threads) {
    return recipe(name, "cnn-small", threads);
  }

  protected String recipe(String name, String architecture, int threads) {
    Browser.Answer answer =
        browser.post(
            PROJECT + "/recipes",
            """
            {"name": "%s", "spec": {"architecture": "%s", "epochs": 2, "batch_size": 32,
             "learning_rate": 0.001, "class_weights": true, "threads": %d}}
            """
                .formatted(name, architecture, threads),
            ENGINEER);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.text("id");
  }

  protected static String newRun(String recipe, PreparedSetId set, String model) {
    return """
    {"recipe": "%s", "prepared_set": "%s", "seed": "9007199254740993", "model": "%s",
     "experiment": "first"}
    """
        .formatted(recipe, set, model);
  }

  /** A run that has been started and that a worker, which is the test, has been told of. */
  protected Started start(String model) {
    Browser.Answer answer =
        browser.post(PROJECT + "/runs", newRun(recipe("small"), peers.readySet(), model), ENGINEER);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    JobId job = JobId.valueOf(answer.text("id"));
    return new Started(job, answer.text("subject").substring("run/".length()));
  }

  /** A run with the job that carries it out. */
  public record Started(JobId job, String run) {}

  protected Browser.Answer run(Started started) {
    return browser.get(PROJECT + "/runs/" + started.run(), VIEWER);
  }

  protected void beat(Started started, int sequence, JobMetric... metrics) {
    executor.await(started.job());
    engine.heartbeat(
        HeldExecutor.firstAttempt(started.job()),
        new JobHeartbeat(sequence, 0.5, null, List.of(), List.of(metrics)));
  }

  protected static JobMetric metric(String name, long step, double value) {
    return new JobMetric(name, value, step, Instant.parse("2026-01-02T03:04:05Z"));
  }

  /** Uploads a package and completes with a result that names it. */
  protected Digest succeed(Started started) {
    byte[] bytes = ("package of " + started.run()).getBytes(StandardCharsets.UTF_8);
    complete(started, bytes, result(Digest.of(bytes), bytes.length, CLASSES, 1e-6));
    return Digest.of(bytes);
  }

  protected static TrainResult result(
      Digest digest, long size, List<String> classes, double parity) {
    return new TrainResult(digest, size, classes, parity, Map.of("validation_accuracy", 0.97));
  }

  protected void complete(Started started, byte[] upload, TrainResult result) {
    executor.await(started.job());
    JobUrls urls =
        engine.urls(HeldExecutor.firstAttempt(started.job()), new JobUrlQuery(List.of(), 1));
    JobUrls.Upload place = urls.uploads().getFirst();
    browser.upload(place.url(), upload);
    JsonNode value = ContractJson.mapper().valueToTree(result);
    end(
        started,
        new JobOutcome.Succeeded(value),
        new JobArtifact(
            "model", Digest.of(upload), upload.length, "application/octet-stream", place.upload()));
  }

  protected void end(Started started, JobOutcome outcome, JobArtifact... uploaded) {
    executor.await(started.job());
    engine.complete(
        HeldExecutor.firstAttempt(started.job()), new JobCompletion(outcome, List.of(uploaded)));
  }

  /** The payloads of events of a type about a subject, oldest first. */
  protected static List<JsonNode> events(String type, String subjectOrPayload) {
    return JdbcClient.create(DATABASE.admin())
        .sql(
            """
            select payload::text from platform.event
            where type = :type and (subject = :what or payload::text like '%' || :what || '%')
            order by tx, id
            """)
        .param("type", type)
        .param("what", subjectOrPayload)
        .query(String.class)
        .list()
        .stream()
        .map(text -> ContractJson.mapper().readTree(text))
        .toList();
  }
}
