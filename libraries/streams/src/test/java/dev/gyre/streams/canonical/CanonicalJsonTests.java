package dev.gyre.streams.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTests {

  @Test
  void sortsMembersAndEscapesAsTheStandardSays() {
    assertThat(CanonicalJson.write(Map.of("b", List.of(1, true), "a", "é\"\\\n\u0001")))
        .isEqualTo("{\"a\":\"é\\\"\\\\\\n\\u0001\",\"b\":[1,true]}");
    assertThat(CanonicalJson.write(Arrays.asList("x", null))).isEqualTo("[\"x\",null]");
  }

  /** Samples of RFC 8785, appendix B. */
  @Test
  void printsNumbersLikeEcmaScript() {
    assertThat(CanonicalJson.write(0.0)).isEqualTo("0");
    assertThat(CanonicalJson.write(-0.0)).isEqualTo("0");
    assertThat(CanonicalJson.write(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(CanonicalJson.write(1.7976931348623157e308)).isEqualTo("1.7976931348623157e+308");
    assertThat(CanonicalJson.write(9007199254740992.0)).isEqualTo("9007199254740992");
    assertThat(CanonicalJson.write(295147905179352830000.0)).isEqualTo("295147905179352830000");
    assertThat(CanonicalJson.write(1e21)).isEqualTo("1e+21");
    assertThat(CanonicalJson.write(9.999999999999997e22)).isEqualTo("9.999999999999997e+22");
    assertThat(CanonicalJson.write(0.000001)).isEqualTo("0.000001");
    assertThat(CanonicalJson.write(1e-7)).isEqualTo("1e-7");
    assertThat(CanonicalJson.write(-333.3333333333333)).isEqualTo("-333.3333333333333");
    assertThat(CanonicalJson.write(1 / 255.0)).isEqualTo("0.00392156862745098");
  }

  @Test
  void refusesWhatHasNoCanonicalForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(1L << 53));
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write("\ud800"));
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(new Object()));
  }
}
