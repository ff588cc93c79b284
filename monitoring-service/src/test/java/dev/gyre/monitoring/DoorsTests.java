package dev.gyre.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.serving.Prediction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same over HTTP, as a client sees it. */
class DoorsTests extends MonitoringFixture {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @Test
  void feedbackLeadsToAnIncidentAndAHarvestInSnakeCase() throws Exception {
    World world = world();
    Prediction prediction = world.predict(1, "3");
    String one =
        """
        [{"endpoint": "digits", "log_id": "%s", "class_name": "8", "collection": "COMPLETE"}]
        """
            .formatted(prediction.id());
    Answer given = send("POST", world, "feedback", one, "LABELLER");
    assertThat(given.status()).isEqualTo(200);
    assertThat(given.json().get("waiting").asInt()).isEqualTo(1);

    live(world, 1, "8", 60, 36);
    tick.run();
    Incident incident = only(world);
    String path = "incidents/" + incident.id();
    JsonNode shown = send("GET", world, path, "", "VIEWER").json();
    assertThat(shown.get("accepted_error").asDouble()).isEqualTo(0.1);
    assertThat(shown.get("class_name").asString()).isEqualTo("8");
    Answer started = send("POST", world, path + "/harvest", "", "ENGINEER");
    assertThat(started.status()).isEqualTo(202);
    ended(jobs.get(dev.gyre.api.job.JobId.valueOf(started.json().get("id").asString())));
    JsonNode harvest = send("GET", world, path + "/harvest", "", "VIEWER").json();
    assertThat(harvest.get("items").get(0).get("inclusion_probability").asDouble()).isEqualTo(1);
    Answer refused = send("POST", world, path + "/close", "", "ENGINEER");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("code").asString()).isEqualTo("PROOF_INCOMPLETE");
    assertThat(refused.json().get("link").asString()).isEqualTo("proof_slice");
    assertThat(send("GET", world, path + "/proof", "", "VIEWER").json().get("links").size())
        .isEqualTo(17);
  }

  @Test
  void watchesNoEndpointThatLogsNothing() throws Exception {
    World world = world();
    Answer refused = send("PUT", world, "monitors/" + World.UNLOGGED, "{}", "ENGINEER");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("code").asString()).isEqualTo("WRONG_STATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[{}]",
        "[null]",
        "not json",
        "[]",
        "[{\"endpoint\": \"digits\", \"client_key\": \"k\", \"class_name\": \"8\", \"collection\":"
            + " \"SAMPLED\", \"probability\": \"NaN\"}]",
        "[{\"endpoint\": \"digits\", \"client_key\": \"k\", \"class_name\": \"8\", \"collection\":"
            + " \"GUESSED\"}]",
        "[{\"endpoint\": \"digits\", \"class_name\": \"8\", \"collection\": \"COMPLETE\"}]"
      })
  void refusesFeedbackThatIsNone(String body) throws Exception {
    Answer answer = send("POST", world(), "feedback", body, "LABELLER");
    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.json().get("code").asString()).isIn("UNREADABLE_BODY", "INVALID_ARGUMENT");
  }

  @Test
  void refusesStrangersAndOtherProjects() throws Exception {
    World world = world();
    assertThat(send("GET", world, "incidents", "", "NOBODY").status()).isEqualTo(401);
    assertThat(send("GET", world, "incidents/x", "", "VIEWER").status()).isEqualTo(400);
    assertThat(send("GET", world, "incidents?limit=0", "", "VIEWER").status()).isEqualTo(400);
    assertThat(send("PUT", world, "monitors/digits", "{\"drift_above\": -1}", "ENGINEER").status())
        .isEqualTo(400);
    assertThat(send("PUT", world, "monitors/digits", "{}", "ENGINEER").status()).isEqualTo(200);
  }

  private Answer send(String method, World world, String path, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher content =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/api/v1/projects/%s/%s".formatted(port, world.slug, path)))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, content)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private record Answer(int status, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }
}
