package dev.gyre.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PredictionsIT extends ServingIT {

  @Test
  void anAnswerIsInTheLogWithItsPictureBeforeItIsGiven() {
    String name = serve("DURABLE");
    byte[] picture = picture(10);
    Client.Answer answer =
        predict(
            name,
            picture,
            "?client_key=k%2F1&occurred=2026-11-01T10:00:00Z&device=cam-1&group=lot-7&sequence=42");
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("class_name").asString()).isEqualTo("dark");
    assertThat(json.get("class_index").asInt()).isZero();
    assertThat(json.get("probabilities").propertyNames())
        .containsExactlyElementsOf(TinyModel.CLASSES);

    String path = ENDPOINTS + "/" + name + "/predictions/" + json.get("log_id").asString();
    JsonNode logged = viewer().get(path).json();
    assertThat(logged.get("client_key").asString()).isEqualTo("k/1");
    assertThat(logged.get("occurred").asString()).isEqualTo("2026-11-01T10:00:00Z");
    assertThat(logged.get("device").asString()).isEqualTo("cam-1");
    assertThat(logged.get("group").asString()).isEqualTo("lot-7");
    assertThat(logged.get("sequence").asString()).isEqualTo("42");
    assertThat(logged.get("status").asString()).isEqualTo("OK");
    assertThat(logged.get("probabilities")).isEqualTo(json.get("probabilities"));
    assertThat(logged.get("features").get("mean").asDouble()).isEqualTo(10 / 255.0);
    assertThat(logged.get("media_type").asString()).isEqualTo("image/png");
    assertThat(viewer().get(path + "/payload").bytes()).isEqualTo(picture);
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString()).isEqualTo("1");
  }

  @Test
  void badInputIsRefusedWithItsReasonAndLoggedAllTheSame() {
    String name = serve("DURABLE");
    byte[] truncated = Arrays.copyOf(picture(10), 40);
    Client.Answer answer = predict(name, truncated, "");
    assertThat(answer.code()).isEqualTo("UNREADABLE_BODY");
    assertThat(answer.json().get("reason").asString()).isEqualTo("TRUNCATED");

    String path = ENDPOINTS + "/" + name + "/predictions/" + answer.json().get("log_id").asString();
    JsonNode logged = viewer().get(path).json();
    assertThat(logged.get("status").asString()).isEqualTo("BAD_INPUT");
    assertThat(logged.get("detail").asString()).startsWith("TRUNCATED: ");
    assertThat(viewer().get(path + "/payload").bytes()).isEqualTo(truncated);
  }

  @Test
  void aPictureThatIsTooLargeIsRefusedAndLoggedWithoutIt() {
    String name = serve("DURABLE");
    Client.Answer answer = predict(name, new byte[(16 << 20) + 1], "");
    assertThat(answer.code()).isEqualTo("TOO_LARGE");
    String path = ENDPOINTS + "/" + name + "/predictions/" + answer.json().get("log_id").asString();
    assertThat(viewer().get(path).json().has("payload")).isFalse();
    assertThat(viewer().get(path + "/payload").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aRepeatedClientKeyIsAnsweredAsTheFirstTime() {
    String name = serve("DURABLE");
    JsonNode first = predict(name, picture(10), "?client_key=a").json();
    models.register(name, 2, new TinyModel(2).file());
    move(name, 2);
    awaitDeployment(name, "READY", 2);

    assertThat(predict(name, picture(10), "?client_key=a").json()).isEqualTo(first);
    Client.Answer other = predict(name, picture(11), "?client_key=a");
    assertThat(other.code()).isEqualTo("ALREADY_EXISTS");
    assertThat(other.json().get("log_id")).isEqualTo(first.get("log_id"));
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString()).isEqualTo("1");

    JsonNode bad = predict(name, new byte[] {1, 2, 3}, "?client_key=b").json();
    JsonNode again = predict(name, new byte[] {1, 2, 3}, "?client_key=b").json();
    assertThat(again.get("reason")).isEqualTo(bad.get("reason"));
    assertThat(again.get("log_id")).isEqualTo(bad.get("log_id"));
  }

  @Test
  void aCountedAnswerDoesNotWaitAndIsLoggedSoon() {
    String name = serve("COUNTED");
    JsonNode answer = predict(name, picture(250), "").json();
    assertThat(answer.get("class_name").asString()).isEqualTo("bright");
    assertThat(answer.has("log_id")).isFalse();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString().equals("1"));
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("lost").asString()).isEqualTo("0");
  }

  @Test
  void anEndpointWithoutALogAnswersAndKeepsNothing() {
    String name = serve("OFF");
    JsonNode answer = predict(name, picture(250), "?client_key=a").json();
    assertThat(answer.get("class_name").asString()).isEqualTo("bright");
    assertThat(answer.has("log_id")).isFalse();
    assertThat(predict(name, picture(10), "?client_key=a").json().get("class_name").asString())
        .isEqualTo("dark");
    JsonNode endpoint = viewer().get(ENDPOINTS + "/" + name).json();
    assertThat(endpoint.get("logged").asString()).isEqualTo("0");
    assertThat(endpoint.get("lost").asString()).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?client_key=",
        "?client_key=a%00b",
        "?device=%0A",
        "?sequence=-1",
        "?sequence=x",
        "?occurred=yesterday",
        "?occurred=1969-12-31T00:00:00Z",
        "?occurred=2999-01-01T00:00:00Z"
      })
  void refusesABadOccasion(String query) {
    String name = serve("DURABLE");
    assertThat(predict(name, picture(1), query).code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(viewer().get(ENDPOINTS + "/" + name).json().get("logged").asString()).isEqualTo("0");
  }

  @Test
  void viewersReadTheLogAndDoNotPredict() {
    String name = serve("DURABLE");
    assertThat(viewer().send("POST", ENDPOINTS + "/" + name + "/predict", picture(1)).code())
        .isEqualTo("PERMISSION_DENIED");
    String path = ENDPOINTS + "/" + name + "/predictions";
    assertThat(Client.of(port, "").get(path).code()).isEqualTo("UNAUTHENTICATED");
    assertThat(viewer().get(path + "/01936e34-0000-7000-8000-000000000000").code())
        .isEqualTo("NOT_FOUND");
    assertThat(viewer().get(path + "/x").code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(viewer().get(path + "?cursor=x").code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(predict("none", picture(1), "").code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void theLogIsReadNewestFirstByPeopleAndInItsOrderByServices() {
    String name = serve("DURABLE");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(predict(name, picture(i), "?client_key=k" + i).json().get("log_id").asString());
    }
    assertThat(ids).isSorted();
    String path = ENDPOINTS + "/" + name + "/predictions?limit=3";
    JsonNode newest = viewer().get(path).json();
    assertThat(ids(newest)).containsExactlyElementsOf(ids.reversed().subList(0, 3));
    JsonNode rest = viewer().get(path + "&cursor=" + newest.get("next_cursor").asString()).json();
    assertThat(ids(rest)).containsExactlyElementsOf(ids.reversed().subList(3, 5));
    assertThat(rest.has("next_cursor")).isFalse();

    String log = "/internal/v1/serving/projects/loop/endpoints/" + name + "/log";
    Client service = Client.of(port, "monitoring-service");
    JsonNode first = service.get(log + "?limit=2").json();
    assertThat(ids(first)).containsExactlyElementsOf(ids.subList(0, 2));
    JsonNode second = service.get(log + "?after=" + first.get("next_cursor").asString()).json();
    assertThat(ids(second)).containsExactlyElementsOf(ids.subList(2, 5));

    JsonNode resolved =
        service.post(log + "/resolve", "{\"client_keys\": [\"k1\", \"nothing\"]}").json();
    assertThat(resolved.size()).isEqualTo(1);
    assertThat(resolved.get("k1").asString()).isEqualTo(ids.get(1));
    assertThat(engineer().get(log).code()).isEqualTo("PERMISSION_DENIED");
    assertThat(engineer().post(log + "/resolve", "{\"client_keys\": []}").code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(service.get(log.replace(name, "none")).code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void metricsTellOfAnswersUnderOwnAndKnownNames() {
    String name = serve("DURABLE");
    predict(name, picture(1), "");
    String metrics =
        new String(
            viewer().get("/actuator/prometheus").bytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains(
            "gyre_serving_predict_seconds_count{endpoint=\"%s\",outcome=\"ok\",project=\"loop\"} 1"
                .formatted(name))
        .contains("nv_inference_count{model=\"loop/%s\",version=\"1\"} 1.0".formatted(name))
        .contains("gyre_serving_log_waiting ");
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }
}
