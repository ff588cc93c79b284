package dev.gyre.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.job.JobId;
import dev.gyre.api.project.Role;
import dev.gyre.infra.jobs.JobEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Talks to the service as an engineer who starts work and a viewer who reads. */
final class EvalClient {

  static final String PROJECT = "/api/v1/projects/digits";
  static final String[] ENGINEER = bearer(Role.ENGINEER);
  static final String[] VIEWER = bearer(Role.VIEWER);

  private final Browser browser;
  private final JobEngine engine;

  EvalClient(int port, JobEngine engine) {
    this.browser = new Browser(port);
    this.engine = engine;
  }

  Browser browser() {
    return browser;
  }

  /** The code of a refused read. */
  String refused(String path) {
    return browser.get(PROJECT + path, VIEWER).code();
  }

  static String[] bearer(Role role) {
    return new String[] {"Authorization", "Bearer " + FakePeers.token(role)};
  }

  static String request(int model) {
    return """
    {"model": {"model": "net", "version": %d}, "dataset": {"dataset": "main", "version": 1}, "split": "TEST"}
    """
        .formatted(model);
  }

  static String gate(int candidate, String... slices) {
    return """
    {"candidate": {"model": "net", "version": %d}, "dataset": {"dataset": "main", "version": 1}, "slices": [%s]}
    """
        .formatted(
            candidate,
            List.of(slices).stream().map(s -> "\"" + s + "\"").collect(Collectors.joining(",")));
  }

  static String comparison(String champion, String candidate, String... slices) {
    return "{\"champion\": \"%s\", \"candidate\": \"%s\", \"slices\": [%s]}"
        .formatted(
            champion,
            candidate,
            List.of(slices).stream().map(s -> "\"" + s + "\"").collect(Collectors.joining(",")));
  }

  Browser.Answer post(String path, String body) {
    return browser.send("POST", PROJECT + path, body, ENGINEER);
  }

  JsonNode get(String path) {
    Browser.Answer answer = browser.get(PROJECT + path, VIEWER);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** Starts work, waits for its end, and gives the id of what it was for. */
  String done(String path, String body) {
    return subject(ended(path, body, "SUCCEEDED"));
  }

  JsonNode ended(String path, String body, String state) {
    Browser.Answer answer = post(path, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    JobId job = JobId.valueOf(answer.json().get("id").asString());
    await().atMost(Duration.ofSeconds(30)).until(() -> engine.get(job).state().isTerminal());
    assertThat(engine.get(job).state().name())
        .as(String.valueOf(engine.get(job).outcome()))
        .isEqualTo(state);
    return answer.json();
  }

  static String subject(JsonNode job) {
    return job.get("subject").asString().split("/", 2)[1];
  }

  static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.path(member).asString("")));
    return texts;
  }

  String evaluate(int model) {
    return done("/evaluations", request(model));
  }

  JsonNode frozen(String name, List<World.Member> members) {
    String ids = members.stream().map(m -> "\"" + m.id() + "\"").collect(Collectors.joining(","));
    Browser.Answer made =
        post("/slices", "{\"name\": \"%s\", \"samples\": [%s]}".formatted(name, ids));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.json();
  }

  JsonNode judged(String body) {
    return get("/gate-verdicts/" + done("/gate-verdicts", body));
  }

  Browser.Answer promote(JsonNode verdict, String alias) {
    return post(
        "/gate-verdicts/" + verdict.get("id").asString() + "/promote",
        "{\"alias\": \"%s\"}".formatted(alias));
  }

  static int events(String type, String subject) {
    return JdbcClient.create(EvalServer.DATABASE.admin())
        .sql("select count(*) from platform.event where type = ? and subject like ?")
        .params(type, "%/" + subject)
        .query(Integer.class)
        .single();
  }

  /** Of a job, in words. */
  String outcome(JsonNode job) {
    return String.valueOf(engine.get(JobId.valueOf(job.get("id").asString())).outcome());
  }

  void cancel(JsonNode job) {
    engine.cancel(JobId.valueOf(job.get("id").asString()));
  }

  String state(JsonNode job) {
    return engine.get(JobId.valueOf(job.get("id").asString())).state().name();
  }
}
