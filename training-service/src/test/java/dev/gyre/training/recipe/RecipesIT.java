package dev.gyre.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.training.Browser;
import dev.gyre.training.TrainingFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipesIT extends TrainingFixture {

  @Test
  void keepsEqualContentOnceAndNumbersTheRest() {
    Browser.Answer first = create("numbered", "mlp", "3", "0.01", "1");
    Browser.Answer again = create("numbered", "mlp", "3", "1e-2", "1");
    Browser.Answer changed = create("numbered", "mlp", "4", "0.01", "1");
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(changed.json().get("number").asInt()).isEqualTo(2);
    assertThat(changed.text("digest")).isNotEqualTo(first.text("digest"));
    assertThat(browser.get(PROJECT + "/recipes/" + first.text("id"), VIEWER).json())
        .isEqualTo(first.json());
  }

  @Test
  void pagesNewestFirst() {
    String older = recipe("paged-a");
    String newer = recipe("paged-b");
    Browser.Answer first = browser.get(PROJECT + "/recipes?limit=1", VIEWER);
    assertThat(first.json().at("/items/0/id").asString()).isEqualTo(newer);
    Browser.Answer second =
        browser.get(PROJECT + "/recipes?limit=1&cursor=" + first.text("next_cursor"), VIEWER);
    assertThat(second.json().at("/items/0/id").asString()).isEqualTo(older);
    assertThat(browser.get(PROJECT + "/recipes?cursor=nonsense", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
    assertThat(browser.get(PROJECT + "/recipes?limit=0", VIEWER).code())
        .isEqualTo("INVALID_ARGUMENT");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, mlp, 3, 0.01, 1, name",
    "ok, resnet, 3, 0.01, 1, architecture",
    "ok, mlp, 0, 0.01, 1, epochs",
    "ok, mlp, 3, 0, 1, learning_rate",
    "ok, mlp, 3, '\"NaN\"', 1, learning_rate",
    "ok, mlp, 3, 0.01, 65, threads"
  })
  void refusesARecipeThatCannotBeTrained(
      String name, String architecture, String epochs, String rate, String threads, String field) {
    Browser.Answer answer = create(name, architecture, epochs, rate, threads);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void opensRecipesToMembersOnly() {
    String recipe = recipe("guarded");
    assertThat(browser.post(PROJECT + "/recipes", "{}", VIEWER).code())
        .isEqualTo("PERMISSION_DENIED");
    assertThat(browser.get(PROJECT + "/recipes", OUTSIDER).code()).isEqualTo("NOT_FOUND");
    assertThat(browser.get("/api/v1/projects/other/recipes/" + recipe, OUTSIDER).code())
        .isEqualTo("NOT_FOUND");
    assertThat(browser.get(PROJECT + "/recipes/none", VIEWER).code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(browser.get(PROJECT + "/recipes").code()).isEqualTo("UNAUTHENTICATED");
  }

  private Browser.Answer create(
      String name, String architecture, String epochs, String rate, String threads) {
    return browser.post(
        PROJECT + "/recipes",
        """
        {"name": "%s", "spec": {"architecture": "%s", "epochs": %s, "batch_size": 32,
         "learning_rate": %s, "class_weights": false, "threads": %s}}
        """
            .formatted(name, architecture, epochs, rate, threads),
        ENGINEER);
  }
}
