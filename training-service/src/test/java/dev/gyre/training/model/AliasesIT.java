package dev.gyre.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.training.Browser;
import dev.gyre.training.TrainingFixture;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AliasesIT extends TrainingFixture {

  private static final String MOVED = "dev.gyre.alias.moved.v1";
  private static final String[] EVAL = bearer("eval-token");
  private static final String[] SERVING = bearer("serving-token");

  @Test
  void movesAnAliasAndKeepsWhereItWas() {
    versions("moving", 2);
    Browser.Answer first = move("moving", "canary", 1, "", ENGINEER);
    move("moving", "canary", 2, "better", ENGINEER);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.text("moved_by")).isEqualTo("engineer");
    assertThat(first.json().has("verdict")).isFalse();
    JsonNode now = browser.get(PROJECT + "/models/moving/aliases", VIEWER).json();
    assertThat(now.size()).isEqualTo(1);
    assertThat(now.at("/0/version").asInt()).isEqualTo(2);
    assertThat(now.at("/0/reason").asString()).isEqualTo("better");
    assertThat(history("moving", "canary")).containsExactly(2, 1);
    List<JsonNode> told = events(MOVED, "model/moving");
    assertThat(told).hasSize(2);
    assertThat(told.getFirst().has("previous")).isFalse();
    assertThat(told.getLast().at("/previous").asInt()).isEqualTo(1);
  }

  @Test
  void pagesTheHistory() {
    versions("long", 2);
    move("long", "canary", 1, "", ENGINEER);
    move("long", "canary", 2, "", ENGINEER);
    String path = PROJECT + "/models/long/aliases/canary/history?limit=1";
    Browser.Answer first = browser.get(path, VIEWER);
    Browser.Answer second = browser.get(path + "&cursor=" + first.text("next_cursor"), VIEWER);
    assertThat(second.json().at("/items/0/version").asInt()).isEqualTo(1);
    assertThat(second.json().has("next_cursor")).isFalse();
  }

  @Test
  void changesNothingWhenAnAliasIsThereAlready() {
    versions("still", 1);
    Browser.Answer first = move("still", "canary", 1, "first", ENGINEER);
    Browser.Answer again = move("still", "canary", 1, "second", ENGINEER);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(history("still", "canary")).containsExactly(1);
    assertThat(events(MOVED, "model/still")).hasSize(1);
  }

  @Test
  void guardsChampionAndCandidate() {
    versions("guarded", 1);
    for (String alias : List.of("champion", "candidate")) {
      Browser.Answer denied = move("guarded", alias, 1, "I like it", ENGINEER);
      assertThat(denied.status()).isEqualTo(403);
      assertThat(denied.code()).isEqualTo("PERMISSION_DENIED");
      assertThat(denied.text("required_role")).isEqualTo("admin");
      assertThat(move("guarded", alias, 1, "  ", ADMIN).text("field")).isEqualTo("reason");
      assertThat(move("guarded", alias, 1, "Rollback of incident 7", ADMIN).status())
          .isEqualTo(200);
    }
  }

  @Test
  void promotesForTheEvalServiceAndRecordsTheVerdict() {
    versions("judged", 2);
    UUID verdict = UUID.randomUUID();
    Browser.Answer promoted = promote("judged", 2, verdict, EVAL);
    assertThat(promoted.status()).as(promoted.body()).isEqualTo(200);
    assertThat(promoted.text("verdict")).isEqualTo(verdict.toString());
    assertThat(promoted.text("moved_by")).isEqualTo("service:eval");
    assertThat(promote("judged", 2, verdict, EVAL).json()).isEqualTo(promoted.json());
    assertThat(history("judged", "champion")).containsExactly(2);
    assertThat(events(MOVED, "model/judged")).hasSize(1);
  }

  @Test
  void recordsTheVerdictOnAnAliasThatIsThereAlready() {
    versions("confirmed", 1);
    move("confirmed", "champion", 1, "The first one", ADMIN);
    assertThat(promote("confirmed", 1, UUID.randomUUID(), EVAL).json().has("verdict")).isTrue();
    assertThat(history("confirmed", "champion")).containsExactly(1, 1);
    assertThat(events(MOVED, "model/confirmed")).hasSize(1);
  }

  @Test
  void promotesForNobodyElse() {
    versions("refused", 1);
    for (String[] caller : List.of(SERVING, ADMIN)) {
      assertThat(promote("refused", 1, UUID.randomUUID(), caller).code())
          .isEqualTo("PERMISSION_DENIED");
    }
    assertThat(promote("refused", 1, UUID.randomUUID(), bearer("unknown")).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(promote("refused", 2, UUID.randomUUID(), EVAL).code()).isEqualTo("NOT_FOUND");
    assertThat(promote("missing", 1, UUID.randomUUID(), EVAL).code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void promotesOnBehalfOfAMemberOnly() {
    versions("behalf", 1);
    assertThat(
            promote(
                    "behalf",
                    1,
                    UUID.randomUUID(),
                    with(EVAL, "Gyre-On-Behalf-Of", "Bearer outsider"))
                .code())
        .isEqualTo("NOT_FOUND");
    assertThat(
            promote(
                    "behalf",
                    1,
                    UUID.randomUUID(),
                    with(EVAL, "Gyre-On-Behalf-Of", "Bearer engineer"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoAliasOrNoVersion() {
    versions("bad", 1);
    assertThat(move("bad", "-x", 1, "", ENGINEER).text("field")).isEqualTo("alias");
    assertThat(move("bad", "x", 0, "", ENGINEER).text("field")).isEqualTo("version");
    assertThat(move("bad", "x", 2, "", ENGINEER).code()).isEqualTo("NOT_FOUND");
    assertThat(move("nowhere", "x", 1, "", ENGINEER).code()).isEqualTo("NOT_FOUND");
    assertThat(move("bad", "x", 1, "y".repeat(1001), ENGINEER).text("field")).isEqualTo("reason");
    assertThat(move("bad", "x", 1, "\\u0000", ENGINEER).text("field")).isEqualTo("reason");
    assertThat(move("bad", "x", 1, "", VIEWER).code()).isEqualTo("PERMISSION_DENIED");
    assertThat(browser.put(PROJECT + "/models/bad/aliases/x", "{}", ENGINEER).code())
        .isEqualTo("UNREADABLE_BODY");
    assertThat(browser.get(PROJECT + "/models/bad/aliases", VIEWER).json().size()).isZero();
  }

  private void versions(String model, int count) {
    for (int i = 0; i < count; i++) {
      succeed(start(model));
    }
  }

  private Browser.Answer move(
      String model, String alias, int version, String reason, String[] caller) {
    return browser.put(
        PROJECT + "/models/" + model + "/aliases/" + alias,
        "{\"version\": %d, \"reason\": \"%s\"}".formatted(version, reason),
        caller);
  }

  private Browser.Answer promote(String model, int version, UUID verdict, String[] caller) {
    return browser.put(
        "/internal/v1/training/projects/digits/models/" + model + "/aliases/champion",
        "{\"version\": %d, \"verdict\": \"%s\"}".formatted(version, verdict),
        caller);
  }

  private List<Integer> history(String model, String alias) {
    JsonNode page =
        browser.get(PROJECT + "/models/" + model + "/aliases/" + alias + "/history", VIEWER).json();
    return page.at("/items").valueStream().map(item -> item.at("/version").asInt()).toList();
  }
}
