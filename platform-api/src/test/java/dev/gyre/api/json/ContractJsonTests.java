package dev.gyre.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

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

  private static Part read(String json) {
    return ContractJson.mapper().readValue(json, Part.class);
  }
}
