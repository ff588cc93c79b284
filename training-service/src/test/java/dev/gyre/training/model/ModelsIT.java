package dev.gyre.training.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.training.Browser;
import dev.gyre.training.TrainingFixture;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelsIT extends TrainingFixture {

  @Test
  void listsLinesByNameAndVersionsNewestFirst() {
    succeed(start("a-line"));
    succeed(start("a-line"));
    succeed(start("b-line"));
    Browser.Answer first = browser.get(PROJECT + "/models?limit=1", VIEWER);
    assertThat(first.json().at("/items/0/name").asString()).isEqualTo("a-line");
    Browser.Answer second =
        browser.get(PROJECT + "/models?limit=1&cursor=" + first.text("next_cursor"), VIEWER);
    assertThat(second.json().at("/items/0/name").asString()).isEqualTo("b-line");

    Browser.Answer versions = browser.get(PROJECT + "/models/a-line/versions?limit=1", VIEWER);
    assertThat(versions.json().at("/items/0/version").asInt()).isEqualTo(2);
    Browser.Answer older =
        browser.get(
            PROJECT + "/models/a-line/versions?limit=1&cursor=" + versions.text("next_cursor"),
            VIEWER);
    assertThat(older.json().at("/items/0/version").asInt()).isEqualTo(1);
    assertThat(older.json().has("next_cursor")).isFalse();
  }

  @Test
  void givesTheBytesOfAPackage() {
    Started started = start("bytes");
    succeed(started);
    Browser.Answer bytes = browser.get(PROJECT + "/models/bytes/versions/1/package", VIEWER);
    assertThat(bytes.status()).isEqualTo(200);
    assertThat(bytes.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(bytes.body()).isEqualTo("package of " + started.run());
  }

  @Test
  void knowsNothingOfWhatIsNotThere() {
    succeed(start("known"));
    for (String path :
        List.of(
            "/models/unknown",
            "/models/unknown/versions",
            "/models/unknown/aliases",
            "/models/known/versions/2",
            "/models/known/versions/2/package",
            "/models/known/aliases/none/history")) {
      Browser.Answer answer = browser.get(PROJECT + path, VIEWER);
      assertThat(answer.code()).as(path).isEqualTo("NOT_FOUND");
      assertThat(answer.status()).as(path).isEqualTo(404);
    }
    assertThat(browser.get(PROJECT + "/models/known/versions/x", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @Test
  void refusesCursorsThatItHasNotGiven() {
    succeed(start("cursors"));
    assertThat(cursor("", "[\"models\",\"\\u0000\"]").code()).isEqualTo("INVALID_ARGUMENT");
    String list = "[\"model-versions of cursors\",\"%s\"]";
    assertThat(cursor("/cursors/versions", list.formatted("x")).code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(cursor("/cursors/versions", list.formatted("99999999999")).status()).isEqualTo(200);
  }

  private Browser.Answer cursor(String path, String json) {
    String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    return browser.get(PROJECT + "/models" + path + "?cursor=" + cursor, VIEWER);
  }

  @Test
  void opensModelsToMembersOnly() {
    succeed(start("private"));
    assertThat(browser.get(PROJECT + "/models/private", OUTSIDER).code()).isEqualTo("NOT_FOUND");
    for (String path :
        List.of(
            "/models/private", "/models/private/versions/1/package", "/models/private/aliases")) {
      assertThat(browser.get("/api/v1/projects/other" + path, OUTSIDER).code())
          .as(path)
          .isEqualTo("NOT_FOUND");
    }
    JsonNode foreign = browser.get("/api/v1/projects/other/models", OUTSIDER).json();
    assertThat(foreign.at("/items").size()).isZero();
  }
}
