package dev.gyre.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {

  @Test
  void comesBackAsItWent() {
    UUID id = new UUID(3, 4);
    Instant time = Instant.parse("2026-11-24T10:00:00.123456Z");
    String text = Cursor.after("jobs", time, -5L, "é", id).encode();
    Cursor cursor = Cursor.parse(text, "jobs", 4).orElseThrow();
    assertThat(cursor.instant(0)).isEqualTo(time);
    assertThat(cursor.number(1)).isEqualTo(-5);
    assertThat(cursor.text(2)).isEqualTo("é");
    assertThat(cursor.uuid(3)).isEqualTo(id);
    assertThat(text).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isEmptyWhereNoneWasSent() {
    assertThat(Cursor.parse(null, "jobs", 1)).isEmpty();
    assertThat(Cursor.parse("", "jobs", 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%", "e30", "WyJqb2JzIl0", "WyJqb2JzIixudWxsXQ", "WyJzYW1wbGVzIiwiMSJd"})
  void refusesWhatIsNoCursorOfTheList(String text) {
    assertThatThrownBy(() -> Cursor.parse(text, "jobs", 1))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void refusesAKeyOfAnotherType() {
    Cursor cursor = Cursor.after("jobs", "x");
    assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(PlatformException.class);
    assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(PlatformException.class);
    assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(PlatformException.class);
  }

  @Test
  void namesANextPageOnlyIfOneRowMoreWasRead() {
    Page<Integer> last = Cursor.page(List.of(1, 2), 2, row -> Cursor.after("n", row));
    assertThat(last.nextCursor()).isNull();
    Page<Integer> first = Cursor.page(List.of(1, 2, 3), 2, row -> Cursor.after("n", row));
    assertThat(first.items()).containsExactly(1, 2);
    assertThat(Cursor.parse(first.nextCursor(), "n", 1).orElseThrow().number(0)).isEqualTo(2);
  }
}
