package dev.gyre.streams.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShardKeyTests {

  @Test
  void writesDotsAndForeignLettersAsBytes() {
    assertThat(ShardKey.of("cat/img_0-1").value()).isEqualTo("cat/img_0-1");
    assertThat(ShardKey.of("cat/a.b%c").value()).isEqualTo("cat/a%2Eb%25c");
    assertThat(ShardKey.of("../é").value()).isEqualTo("%2E%2E/%C3%A9");
    assertThat(ShardKey.of("x".repeat(69)).value()).isEqualTo("x".repeat(69));
    assertThat(ShardKey.of("x".repeat(70)).value()).startsWith("long~").hasSize(69);
  }

  @Test
  void stillReadsTheLongerKeysOfEarlierBuilds() {
    assertThat(new ShardKey("x".repeat(90)).value()).hasSize(90);
    assertThatIllegalArgumentException().isThrownBy(() -> new ShardKey("x".repeat(91)));
  }

  @Test
  void refusesKeysThatTarWouldMisread() {
    for (String key : new String[] {"", " ", "/a", "a/", "a//b", "\ud800", "x".repeat(1025)}) {
      assertThat(ShardKey.fits(key)).as(key).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> ShardKey.of(key));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ShardKey("a.b"));
  }

  @Test
  void keepsDifferentKeysApart() {
    Random random = new Random(3);
    String letters = "a.%2E~/é_-";
    Map<String, String> keyByForm = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder key = new StringBuilder();
      for (int n = random.nextInt(8) + 1; n > 0; n--) {
        key.append(letters.charAt(random.nextInt(letters.length())));
      }
      if (ShardKey.fits(key.toString())) {
        String before = keyByForm.put(ShardKey.of(key.toString()).value(), key.toString());
        assertThat(before == null || before.contentEquals(key)).isTrue();
      }
    }
  }
}
