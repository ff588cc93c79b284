package dev.gyre.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class ContractJsonTests {

  record Part(String partName, int count, long timeNs, @Nullable String note, List<String> tags) {}

  record Times(Instant created, Duration age) {}

  @Test
  void writesSnakeCaseLeavesOutNullAndQuotes64BitIntegers() {
    assertThat(ContractJson.mapper().writeValueAsString(new Part("a", 1, 2, null, List.of())))
        .isEqualTo("{\"part_name\":\"a\",\"count\":1,\"time_ns\":\"2\",\"tags\":[]}");
  }

  @Test
  void writesTimesAsText() {
    assertThat(
            ContractJson.mapper()
                .writeValueAsString(new Times(Instant.EPOCH, Duration.ofSeconds(90))))
        .isEqualTo("{\"created\":\"1970-01-01T00:00:00Z\",\"age\":\"PT1M30S\"}");
  }

  @Test
  void readsAbsentAsNullOnlyWhereAllowedAndAbsentListsAsEmpty() {
    Part part = read("{\"part_name\":\"a\",\"count\":1,\"time_ns\":\"2\"}");
    assertThat(part.note()).isNull();
    assertThat(part.tags()).isEmpty();
  }

  @Test
  void namesAMissingMember() {
    assertThatThrownBy(() -> read("{\"count\":1,\"time_ns\":2}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("part_name");
  }

  @Test
  void refusesNullForARequiredMember() {
    assertThatThrownBy(() -> read("{\"part_name\":null,\"count\":1,\"time_ns\":2}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("part_name");
  }

  @Test
  void namesAnUnknownMember() {
    assertThatThrownBy(() -> read("{\"part_name\":\"a\",\"count\":1,\"time_ns\":2,\"cuont\":3}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("cuont");
  }

  @Test
  void refusesAFractionWhereAWholeNumberIsWanted() {
    assertThatThrownBy(() -> read("{\"part_name\":\"a\",\"count\":1.5,\"time_ns\":2}"))
        .isInstanceOf(JacksonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\": 7",
        "\"text\": 7.5",
        "\"text\": true",
        "\"id\": 7",
        "\"id\": true",
        "\"count\": \"7\"",
        "\"count\": 7.0",
        "\"count\": 7e0",
        "\"count\": true",
        "\"count\": \"\"",
        "\"time_ns\": 7.0",
        "\"time_ns\": true",
        "\"time_ns\": \"\"",
        "\"time_ns\": \"7.5\"",
        "\"time_ns\": \"9223372036854775808\"",
        "\"boxed_ns\": \"\"",
        "\"boxed_ns\": false",
        "\"share\": \"0.5\"",
        "\"share\": true",
        "\"share\": \"\"",
        "\"yes\": \"true\"",
        "\"yes\": 1",
        "\"yes\": 0.0",
        "\"unit\": 0",
        "\"unit\": \"\"",
        "\"at\": 0",
        "\"at\": 0.5",
        "\"at\": \"\"",
        "\"at\": \"yesterday\"",
        "\"took\": 90",
        "\"took\": \"90\"",
        "\"texts\": [1]",
        "\"texts\": \"one\"",
        "\"by_name\": {\"a\": 1}",
        "\"by_name\": {\"a\": \"1\", \"a\": \"2\"}",
        "\"any\": {\"a\": 1, \"a\": 1}",
        "\"text\": \"a\", \"text\": \"a\"",
      })
  void refusesAValueOfAnotherKind(String member) {
    assertThatThrownBy(() -> ContractJson.mapper().readValue("{" + member + "}", Kinds.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void readsEachValueAsItsKind() {
    Kinds kinds =
        ContractJson.mapper()
            .readValue(
                """
                {"text": "7", "id": "a", "count": 7, "time_ns": "9223372036854775807",
                 "boxed_ns": 8, "share": 1, "yes": true, "unit": "Days",
                 "at": "2026-01-02T03:04:05.5Z", "took": "PT1M", "texts": ["x"],
                 "by_name": {"a": "1"}, "any": {"a": 1.5}}
                """,
                Kinds.class);
    assertThat(kinds.timeNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(kinds.share()).isEqualTo(1.0);
    assertThat(
            ContractJson.mapper()
                .readValue(ContractJson.mapper().writeValueAsString(kinds), Kinds.class))
        .isEqualTo(kinds);
  }

  record Id(@JsonValue String value) {
    @JsonCreator
    static Id valueOf(String text) {
      return new Id(text);
    }
  }

  record Kinds(
      @Nullable String text,
      @Nullable Id id,
      @Nullable Integer count,
      @Nullable Long boxedNs,
      @Nullable Double share,
      @Nullable Boolean yes,
      @Nullable ChronoUnit unit,
      @Nullable Instant at,
      @Nullable Duration took,
      List<String> texts,
      Map<String, String> byName,
      @Nullable JsonNode any,
      @Nullable Long timeNs) {}

  private static Part read(String json) {
    return ContractJson.mapper().readValue(json, Part.class);
  }
}
