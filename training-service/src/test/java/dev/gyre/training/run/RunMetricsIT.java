package dev.gyre.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import dev.gyre.training.Browser;
import dev.gyre.training.TrainingFixture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RunMetricsIT extends TrainingFixture {

  @Test
  void keepsWhatHeartbeatsBringAndBeginsTheRun() {
    Started started = start("curves");
    beat(
        started,
        1,
        metric("train_loss", 0, 0.9),
        metric("train_loss", 1, 0.5),
        metric("validation_loss", 1, Double.NaN));
    Browser.Answer run = run(started);
    assertThat(run.text("state")).isEqualTo("RUNNING");
    assertThat(run.json().at("/latest/train_loss").asDouble()).isEqualTo(0.5);
    assertThat(run.json().at("/latest/validation_loss").asString()).isEqualTo("NaN");
    JsonNode points = metrics(started, "");
    assertThat(points.size()).isEqualTo(3);
    assertThat(points.at("/1/step").asInt()).isEqualTo(1);
    assertThat(points.at("/1/time").asString()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(metrics(started, "?name=validation_loss").size()).isEqualTo(1);
    assertThat(metrics(started, "?name=unknown").size()).isZero();
    assertThat(metrics(started, "?name=%00").path("code").asString()).isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void replacesAStepThatIsPassedAgain() {
    Started started = start("again");
    beat(started, 1, metric("train_loss", 0, 0.9), metric("train_loss", 0, 0.8));
    beat(started, 2, metric("train_loss", 0, 0.7));
    JsonNode points = metrics(started, "");
    assertThat(points.size()).isEqualTo(1);
    assertThat(points.at("/0/value").asDouble()).isEqualTo(0.7);
  }

  @Test
  void takesAHeartbeatThatComesTwiceOnce() {
    Started started = start("doubled");
    beat(started, 1, metric("train_loss", 0, 0.9));
    beat(started, 1, metric("train_loss", 0, 0.1));
    assertThat(metrics(started, "").at("/0/value").asDouble()).isEqualTo(0.9);
  }

  @Test
  void refusesAStepThatIsNoCounter() {
    Started started = start("uncounted");
    assertThatThrownBy(() -> beat(started, 1, metric("train_loss", -1, 0.9)))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("step");
    assertThat(metrics(started, "").size()).isZero();
  }

  @Test
  void streamsWhatIsThereAndWhatComesUntilTheRunEnds() {
    Started started = start("live");
    beat(started, 1, metric("train_loss", 0, 0.9));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Browser.Answer> stream =
          CompletableFuture.supplyAsync(
              () -> browser.get(PROJECT + "/runs/" + started.run() + "/events", VIEWER), threads);
      beat(started, 2, metric("train_loss", 1, 0.4));
      succeed(started);
      Browser.Answer answer = stream.join();
      assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
      List<JsonNode> points = data(answer, "metric");
      assertThat(points)
          .extracting(point -> point.at("/value").asDouble())
          .containsExactly(0.9, 0.4);
      assertThat(data(answer, "run"))
          .singleElement()
          .satisfies(run -> assertThat(run.at("/state").asString()).isEqualTo("FINISHED"));
    }
  }

  @Test
  void streamsAReplacedStepAgain() {
    Started started = start("restreamed");
    beat(started, 1, metric("train_loss", 0, 0.9), metric("train_loss", 1, 0.8));
    beat(started, 2, metric("train_loss", 0, 0.7));
    succeed(started);
    assertThat(values(browser.get(PROJECT + "/runs/" + started.run() + "/events", VIEWER)))
        .containsExactly(0.8, 0.7);
  }

  @Test
  void goesOnAfterTheEventThatTheListenerHasSeenLast() {
    Started started = start("resumed");
    beat(
        started,
        1,
        metric("train_loss", 0, 0.9),
        metric("train_loss", 1, 0.8),
        metric("train_loss", 2, 0.7));
    succeed(started);
    String path = PROJECT + "/runs/" + started.run() + "/events";
    List<String> ids = ids(browser.get(path, VIEWER));
    assertThat(values(browser.get(path + "?after=" + ids.get(0), VIEWER)))
        .containsExactly(0.8, 0.7);
    assertThat(
            values(
                browser.get(
                    path + "?after=" + ids.get(0), with(VIEWER, "Last-Event-ID", ids.get(1)))))
        .containsExactly(0.7);
    assertThat(values(browser.get(path + "?after=" + ids.get(2), VIEWER))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "99999999999999999999"})
  void refusesAnIdThatIsNoEvents(String id) {
    Started started = start("odd");
    String path = PROJECT + "/runs/" + started.run() + "/events";
    assertThat(browser.get(path + "?after=" + id, VIEWER).code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(browser.get(path, with(VIEWER, "Last-Event-ID", id)).code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  private JsonNode metrics(Started started, String query) {
    return browser.get(PROJECT + "/runs/" + started.run() + "/metrics" + query, VIEWER).json();
  }

  private static List<Double> values(Browser.Answer answer) {
    return data(answer, "metric").stream().map(point -> point.at("/value").asDouble()).toList();
  }

  private static List<String> ids(Browser.Answer answer) {
    return answer.lines().stream()
        .filter(line -> line.startsWith("id:"))
        .map(line -> line.substring("id:".length()).strip())
        .toList();
  }

  /** The payloads of events of one name. */
  private static List<JsonNode> data(Browser.Answer answer, String name) {
    return answer.body().lines().toList().stream().collect(EventBlocks.collector()).stream()
        .filter(block -> block.contains("event:" + name))
        .map(EventBlocks::data)
        .toList();
  }
}
