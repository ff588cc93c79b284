package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.Feedback;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.monitoring.MonitorsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionsApi;
import dev.gyre.cli.Connection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An endpoint, its durable log, feedback and an incident on a Gyre that dies. */
final class KilledServing {

  private static final String ENDPOINT = "desk";
  private static final int CALLS = 60;
  private static final int CALLERS = 3;

  private final Survivor survivor;
  private final Connection site;
  private final KilledModels models;
  private final Map<String, LogId> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, byte[]> sent = new HashMap<>();

  KilledServing(Survivor survivor, KilledModels models) {
    this.survivor = survivor;
    this.site = survivor.site();
    this.models = models;
  }

  void openAt(KillPoint point) {
    EndpointsApi endpoints = site.api(EndpointsApi.class);
    NewEndpoint wanted = new NewEndpoint(ENDPOINT, Loop.MODEL, "champion", Logging.DURABLE, 4);
    Endpoint opened =
        survivor.through(
            point,
            () ->
                endpoints.list(project(), 100, null).items().stream()
                    .findFirst()
                    .orElseGet(() -> endpoints.create(project(), wanted)));
    new LoopSteps(site).awaitServing(ENDPOINT, models.candidate());
    assertThat(endpoints.list(project(), 100, null).items())
        .extracting(Endpoint::id)
        .containsExactly(opened.id());
  }

  /** Many callers at once; what was answered before the death and after it is logged, once. */
  void predictAt(KillPoint point) {
    Map<String, byte[]> calls = new LinkedHashMap<>();
    Loop.PICTURES.labelled().entrySet().stream()
        .limit(CALLS)
        .forEach(each -> calls.put(point + " " + each.getKey(), each.getValue()));
    survivor.gyre().arm(point);
    callAll(calls);
    survivor.gyre().reviveAfter(point);
    new LoopSteps(site).awaitServing(ENDPOINT, models.candidate());
    requireLogged();
    calls.keySet().removeAll(acknowledged.keySet());
    assertThat(calls).as("calls that nobody answered").isNotEmpty();
    awaitAnswers(calls);
    requireLogged();
  }

  /** A server that has just started refuses until its models are loaded. */
  private void awaitAnswers(Map<String, byte[]> calls) {
    Awaitility.await("answers to all calls")
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> {
          callAll(calls);
          calls.keySet().removeAll(acknowledged.keySet());
          return calls.isEmpty();
        });
  }

  private void callAll(Map<String, byte[]> calls) {
    sent.putAll(calls);
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      calls.forEach((key, picture) -> callers.execute(() -> call(key, picture)));
    }
  }

  private void call(String key, byte[] picture) {
    try {
      acknowledged.put(key, predict(key, picture));
    } catch (RuntimeException e) {
      // Nobody answered: it may be in the log or not, and is asked again.
    }
  }

  private LogId predict(String key, byte[] picture) {
    return Objects.requireNonNull(
        site.api(PredictApi.class)
            .predict(
                project(),
                ENDPOINT,
                key,
                null,
                "desk-1",
                null,
                null,
                new ByteArrayInputStream(picture))
            .logId());
  }

  /** Each acknowledged prediction under its id, nothing twice, and each payload readable. */
  private void requireLogged() {
    PredictionsApi predictions = site.api(PredictionsApi.class);
    List<Prediction> logged =
        Connection.all(
            (limit, cursor) -> predictions.list(project(), ENDPOINT, Math.min(limit, 100), cursor));
    assertThat(logged).extracting(Prediction::clientKey).doesNotHaveDuplicates();
    assertThat(logged).extracting(Prediction::id).doesNotHaveDuplicates();
    Map<String, LogId> found = new HashMap<>();
    logged.forEach(each -> found.put(Objects.requireNonNull(each.clientKey()), each.id()));
    assertThat(found).containsAllEntriesOf(acknowledged);
    assertThat(sent.keySet()).containsAll(found.keySet());
    found.forEach((key, id) -> {
      try (InputStream payload = predictions.payload(project(), ENDPOINT, id)) {
        assertThat(payload.readAllBytes()).as("payload of " + key).isEqualTo(sent.get(key));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** Half of the labels, so that no incident opens yet. */
  void feedAt(KillPoint point) {
    List<NewFeedback> truths =
        acknowledged.keySet().stream().sorted().limit(40).map(KilledServing::right).toList();
    FeedbackApi feedback = site.api(FeedbackApi.class);
    FeedbackReceipt receipt = survivor.through(point, () -> feedback.give(project(), truths));
    assertThat(receipt.accepted()).isEqualTo(truths.size());
    List<Feedback> stored =
        Connection.all((limit, cursor) ->
            feedback.list(project(), ENDPOINT, null, Math.min(limit, 100), cursor));
    assertThat(stored).hasSize(truths.size());
  }

  private static NewFeedback right(String key) {
    String path = key.substring(key.indexOf(' ') + 1);
    String truth = path.substring(0, path.indexOf('/'));
    return new NewFeedback(ENDPOINT, null, key, truth, Collection.COMPLETE, null);
  }

  /** The server dies while it opens an incident, and opens it once. */
  void failAt(KillPoint point) {
    site.api(MonitorsApi.class).put(project(), ENDPOINT, MonitorSpec.defaults());
    Map<String, byte[]> calls = new LinkedHashMap<>();
    List<NewFeedback> truths = new ArrayList<>();
    for (byte[] picture : Pictures.negatives(0, 50)) {
      String key = "negative " + calls.size();
      calls.put(key, picture);
      truths.add(new NewFeedback(ENDPOINT, null, key, "zero", Collection.COMPLETE, null));
    }
    awaitAnswers(calls);
    FeedbackReceipt receipt =
        survivor.through(point, () -> site.api(FeedbackApi.class).give(project(), truths));
    assertThat(receipt.accepted()).isEqualTo(truths.size());
    IncidentsApi incidents = site.api(IncidentsApi.class);
    List<Incident> opened =
        Awaitility.await("an incident")
            .atMost(60, TimeUnit.SECONDS)
            .until(
                () -> incidents.list(project(), null, 100, null).items(), list -> !list.isEmpty());
    assertThat(opened).extracting(Incident::fingerprint).doesNotHaveDuplicates();
    requireLogged();
  }

  private ProjectSlug project() {
    return site.project();
  }
}
