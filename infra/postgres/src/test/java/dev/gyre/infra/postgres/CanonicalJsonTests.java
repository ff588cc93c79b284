package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CanonicalJsonTests {

  record Moment(
      long timeNs,
      int count,
      double value,
      @Nullable String note,
      Optional<String> place,
      Instant taken,
      List<Digest> digests) {}

  /** RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void printsNumbersAsTheRfcDoes(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.number(value)).isEqualTo(text);
  }

  @Test
  void printsNumbersThatReadBackAsThemselves() {
    Random random = new Random(8785);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value);
      }
    }
  }

  /** RFC 8785, section 3.2.2. */
  @Test
  void writesTheExampleOfTheRfc() {
    assertThat(
            canonical(
                """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  /** RFC 8785, section 3.2.3. */
  @Test
  void sortsNamesByUtf16CodeUnits() {
    JsonNode sorted =
        Jsonb.tree(
            canonical(
                """
                {
                  "\\u20ac": "Euro Sign", "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }
                """));
    assertThat(sorted.values().stream().map(JsonNode::asString).collect(Collectors.joining(", ")))
        .isEqualTo(
            "Carriage Return, One, Control, Latin Small Letter O With Diaeresis, Euro Sign, "
                + "Emoji: Grinning Face, Hebrew Letter Dalet With Dagesh");
  }

  @Test
  void writesRecordsInTheContractsSpelling() {
    Moment moment =
        new Moment(
            7, 7, 7, null, Optional.empty(), Instant.EPOCH, List.of(Digest.of(new byte[] {1})));
    assertThat(new String(CanonicalJson.bytes(moment), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"count\":7,"
                + "\"digests\":[\"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a\"],"
                + "\"taken\":\"1970-01-01T00:00:00Z\",\"time_ns\":\"7\",\"value\":7}");
  }

  @Test
  void refusesWhatADoubleCannotHold() {
    assertThat(canonical("[9007199254740991]")).isEqualTo("[9007199254740991]");
    assertThatThrownBy(() -> canonical("[9007199254740992]"))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("9007199254740992");
    assertThatThrownBy(() -> CanonicalJson.bytes(new double[] {Double.NaN}))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void refusesHalfASurrogatePair() {
    assertThatThrownBy(() -> canonical("[\"\\ud83d\"]"))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("surrogate");
  }

  private static String canonical(String json) {
    return new String(CanonicalJson.bytes(Jsonb.tree(json)), StandardCharsets.UTF_8);
  }
}
