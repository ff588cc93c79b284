package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.infra.artifactstore.ArtifactStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

class EndpointsIT extends ServingIT {

  private static final String SETTINGS =
      "{\"model\": \"%s\", \"alias\": \"champion\", \"logging\": \"DURABLE\", \"max_concurrency\": %d}";

  @Autowired
  @Qualifier("dev.gyre.serving.deployment.Deployer")
  private SmartLifecycle deployer;

  @Autowired
  @Qualifier("servingArtifacts")
  private ArtifactStore artifacts;

  @Test
  void anEndpointIsMadeChangedUnderIfMatchAndRemoved() {
    String name = serve("DURABLE");
    String path = ENDPOINTS + "/" + name;
    Client.Answer read = viewer().get(path);
    assertThat(read.header("ETag")).isEqualTo("\"0\"");
    assertThat(read.json().get("logged").asString()).isEqualTo("0");

    byte[] settings = Client.utf8(SETTINGS.formatted(name, 4));
    assertThat(put(path, settings, "").code()).isEqualTo("PRECONDITION_REQUIRED");
    assertThat(put(path, settings, "\"0\"").json().get("max_concurrency").asInt()).isEqualTo(4);
    assertThat(put(path, settings, "\"0\"").code()).isEqualTo("STALE_VERSION");

    assertThat(engineer().send("DELETE", path, new byte[0]).status()).isEqualTo(200);
    assertThat(engineer().send("DELETE", path, new byte[0]).status()).isEqualTo(200);
    assertThat(viewer().get(path).code()).isEqualTo("NOT_FOUND");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> predict(name, picture(9), "").code().equals("NOT_FOUND"));
    create(name, "DURABLE", 2);
  }

  @Test
  void aNameIsTakenOnce() {
    String name = serve("COUNTED");
    assertThat(
            engineer()
                .post(
                    ENDPOINTS,
                    "{\"name\": \"%s\", \"model\": \"m\", \"alias\": \"a\", \"logging\": \"COUNTED\", \"max_concurrency\": 1}"
                        .formatted(name))
                .code())
        .isEqualTo("ALREADY_EXISTS");
  }

  @Test
  void theListHasPages() {
    serve("COUNTED");
    serve("COUNTED");
    JsonNode first = viewer().get(ENDPOINTS + "?limit=1").json();
    assertThat(first.get("items")).hasSize(1);
    JsonNode second =
        viewer().get(ENDPOINTS + "?limit=1&cursor=" + first.get("next_cursor").asString()).json();
    assertThat(second.get("items").get(0).get("name").asString())
        .isGreaterThan(first.get("items").get(0).get("name").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"A\", \"model\": \"m\", \"alias\": \"a\", \"logging\": \"DURABLE\", \"max_concurrency\": 1} | INVALID_ARGUMENT",
        "{\"name\": \"a\", \"model\": \"m/n\", \"alias\": \"a\", \"logging\": \"DURABLE\", \"max_concurrency\": 1} | INVALID_ARGUMENT",
        "{\"name\": \"a\", \"model\": \"m\", \"alias\": \"a\", \"logging\": \"DURABLE\", \"max_concurrency\": 0} | INVALID_ARGUMENT",
        "{\"name\": \"a\", \"model\": \"m\", \"alias\": \"a\", \"logging\": \"NEVER\", \"max_concurrency\": 1} | UNREADABLE_BODY",
        "{\"name\": \"a\"} | UNREADABLE_BODY"
      })
  void refusesBadSettingsByName(String body, String code) {
    assertThat(engineer().post(ENDPOINTS, body).code()).isEqualTo(code);
  }

  @Test
  void onlyEngineersChangeEndpoints() {
    String body =
        "{\"name\": \"a\", \"model\": \"m\", \"alias\": \"a\", \"logging\": \"DURABLE\", \"max_concurrency\": 1}";
    assertThat(labeller().post(ENDPOINTS, body).code()).isEqualTo("PERMISSION_DENIED");
    assertThat(labeller().send("DELETE", ENDPOINTS + "/a", new byte[0]).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(
            put(labeller(), ENDPOINTS + "/a", Client.utf8(SETTINGS.formatted("m", 1)), "").code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(Client.of(port, "").get(ENDPOINTS).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(Client.of(port, "stranger").get(ENDPOINTS + "/a").code())
        .isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void anEndpointWaitsForItsAlias() {
    create("waiting", "DURABLE", 1);
    assertThat(viewer().get(ENDPOINTS + "/waiting").json().has("deployment")).isFalse();
    assertThat(predict("waiting", picture(9), "").code()).isEqualTo("CAPACITY");
    models.register("waiting", 1, new TinyModel(-1).file());
    move("waiting", 1);
    awaitDeployment("waiting", "READY", 1);
    assertThat(predict("waiting", picture(9), "").status()).isEqualTo(200);
  }

  @Test
  void aNewVersionIsSwappedInUnderLoadWithoutAFailedRequest() throws Exception {
    String name = serve("COUNTED");
    models.register(name, 2, new TinyModel(2).file());
    List<Future<List<Integer>>> callers = new ArrayList<>();
    CountDownLatch busy = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        callers.add(threads.submit(() -> versionsUntil(name, 2, busy)));
      }
      busy.await();
      move(name, 2);
    }
    for (Future<List<Integer>> caller : callers) {
      assertThat(caller.get()).isSorted().startsWith(1).endsWith(2);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> states(name).equals(List.of("STOPPED 1", "READY 2")));
  }

  @Test
  void aVersionThatCannotBeLoadedLeavesTheFormerOneAndSaysWhy() {
    String name = serve("COUNTED");
    models.register(name, 2, new TinyModel(1).brokenFile());
    move(name, 2);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          JsonNode next = viewer().get(ENDPOINTS + "/" + name).json().path("next");
          assertThat(next.path("state").asString("")).isEqualTo("FAILED");
          assertThat(next.path("detail").asString("")).contains("golden answers");
        });
    awaitDeployment(name, "READY", 1);
    assertThat(predict(name, picture(9), "").json().get("model_version").asInt()).isEqualTo(1);

    move(name, 1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !viewer().get(ENDPOINTS + "/" + name).json().has("next"));
  }

  @Test
  void endpointsComeBackAfterARestartEvenWithoutTheTrainingService() {
    String name = serve("COUNTED");
    artifacts.put(new TinyModel(-1).file(), "application/octet-stream");
    deployer.stop();
    assertThat(predict(name, picture(9), "").code()).isEqualTo("CAPACITY");
    models.reachable(false);
    try {
      deployer.start();
      assertThat(predict(name, picture(9), "").status()).isEqualTo(200);
    } finally {
      models.reachable(true);
    }
  }

  /** The deployer starts before the web server: a request that arrives finds its model. */
  @Test
  void answersFromTheFirstRequestAfterARestart() {
    String name = serve("COUNTED");
    deployer.stop();
    deployer.start();
    assertThat(predict(name, picture(9), "").status()).isEqualTo(200);
  }

  @Test
  void tellsThatADeploymentIsReady() {
    String name = serve("COUNTED");
    assertThat(
            database()
                .sql(
                    """
                    select count(*) from platform.event where type = 'dev.gyre.deployment.ready.v1'
                      and payload ->> 'endpoint' = ? and owner_role = 'gyre_serving'
                    """)
                .param(name)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  /** The versions that answered, in order; ends with the first answer of the wanted one. */
  private List<Integer> versionsUntil(String name, int version, CountDownLatch busy) {
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Client.Answer answer = predict(name, picture(i % 200), "");
      assertThat(answer.status()).as("request %d: %s", i, answer.json()).isEqualTo(200);
      seen.add(answer.json().get("model_version").asInt());
      if (i == 0) {
        busy.countDown();
      }
      if (seen.getLast() == version) {
        break;
      }
    }
    return seen;
  }

  private static List<String> states(String name) {
    return database()
        .sql(
            """
            select d.state || ' ' || d.version from serving.deployment d
            join serving.endpoint e on e.id = d.endpoint_id where e.name = ? order by d.id
            """)
        .param(name)
        .query((row, _) -> String.valueOf(row.getString(1)))
        .list();
  }

  private Client.Answer put(String path, byte[] body, String ifMatch) {
    return put(engineer(), path, body, ifMatch);
  }

  private static Client.Answer put(Client client, String path, byte[] body, String ifMatch) {
    return ifMatch.isEmpty()
        ? client.send("PUT", path, body, "Content-Type", "application/json")
        : client.send("PUT", path, body, "Content-Type", "application/json", "If-Match", ifMatch);
  }
}
