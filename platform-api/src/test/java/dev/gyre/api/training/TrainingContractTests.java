package dev.gyre.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.TaskKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class TrainingContractTests {

  private static final JsonMapper JSON = ContractJson.mapper();
  private static final String RUN =
      """
      {"recipe": "0199b7a0-0000-7000-8000-000000000001", "seed": "9223372036854775807",
       "prepared_set": "0199b7a0-0000-7000-8000-000000000002", "model": "%s"%s}
      """;

  @Test
  void keepsAllDigitsOfASeed() {
    NewRun run = JSON.readValue(RUN.formatted("digits", ""), NewRun.class);
    assertThat(run.seed()).isEqualTo(Long.MAX_VALUE);
    assertThat(JSON.valueToTree(run).get("seed").isString()).isTrue();
    assertThat(JSON.readValue(JSON.writeValueAsString(run), NewRun.class)).isEqualTo(run);
  }

  @ParameterizedTest
  @CsvSource({
    "../digits, ''",
    "'', ''",
    "digits, ', \"experiment\": \" \"'",
    "digits, ', \"experiment\": \"a\\u0000b\"'",
    "digits, ', \"unknown\": 1'"
  })
  void refusesARunThatCannotBeKept(String model, String rest) {
    assertThatThrownBy(() -> JSON.readValue(RUN.formatted(model, rest), NewRun.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void tellsTheTaskOfEachArchitecture() {
    assertThat(RecipeSpec.ARCHITECTURES)
        .extracting(name -> new RecipeSpec(name, 1, 2, 0.1, false, 1).task())
        .containsExactly(TaskKind.CLASSIFICATION, TaskKind.CLASSIFICATION, TaskKind.SEGMENTATION);
  }

  @Test
  void carriesMetricsThatAreNoNumbers() {
    MetricPoint point = new MetricPoint("train_loss", 1, Double.NaN, Instant.EPOCH);
    assertThat(JSON.readValue(JSON.writeValueAsString(point), MetricPoint.class)).isEqualTo(point);
  }

  @Test
  void makesRunIdsInTheOrderOfTime() {
    assertThat(RunId.next().hex()).matches("[0-9a-f]{32}").isLessThan(RunId.next().hex());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0199B7A0000070008000000000000001", "0199b7a0-0000-7000-8000-000000"})
  void refusesARunIdOfAnotherForm(String text) {
    assertThatThrownBy(() -> RunId.valueOf(text)).isInstanceOf(PlatformException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet, 1, 1, 0.1, 1",
    "mlp, 10001, 1, 0.1, 1",
    "mlp, 1, 0, 0.1, 1",
    "mlp, 1, 1, NaN, 1",
    "mlp, 1, 1, 1.1, 1",
    "mlp, 1, 1, 0.1, 0"
  })
  void refusesARecipeThatCannotBeTrained(
      String architecture, int epochs, int batchSize, double learningRate, int threads) {
    assertThatThrownBy(
            () -> new RecipeSpec(architecture, epochs, batchSize, learningRate, true, threads))
        .isInstanceOf(PlatformException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAParityThatIsNone(double parity) {
    assertThatThrownBy(
            () -> new TrainResult(Digest.of(new byte[0]), 1, List.of("zero"), parity, Map.of()))
        .isInstanceOf(PlatformException.class);
  }
}
