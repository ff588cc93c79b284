package dev.gyre.api.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.json.ContractJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageNodeTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataset_version/digits/12",
        "model_version/a/b/1",
        "run/0123456789abcdef0123456789abcdef",
        "fix/01890000-0000-7000-8000-000000000001/2",
        "incident/01890000-0000-7000-8000-000000000001"
      })
  void isReadAsItIsWritten(String text) {
    LineageNode node = LineageNode.valueOf(text);
    assertThat(node).hasToString(text);
    String json = ContractJson.mapper().writeValueAsString(node);
    assertThat(json).isEqualTo("\"" + text + "\"");
    assertThat(ContractJson.mapper().readValue(json, LineageNode.class)).isEqualTo(node);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "epoch/1",
        "RUN/0123456789abcdef0123456789abcdef",
        "run/12",
        "model_version/reader",
        "model_version/reader/0",
        "model_version/rea\u0000der/1",
        "fix/01890000-0000-7000-8000-000000000001",
        "incident/1"
      })
  void refusesWhatNamesNothing(String text) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> LineageNode.valueOf(text))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }
}
