package dev.gyre.infra.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PythonTests {

  private static final String NONE = "/nowhere/python";

  @Test
  void skipsATestWhoseClientIsMissingAndSaysWhatToInstall() {
    assertThatThrownBy(() -> Python.with(NONE, false, List.of("webdataset", "PIL")))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContainingAll(NONE, "webdataset, PIL", "requirements.txt", "GYRE_PYTHON");
  }

  @Test
  void failsATestWhoseClientIsMissingWhereNothingMayBeMissing() {
    assertThatThrownBy(() -> Python.with(NONE, true, List.of("webdataset")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(NONE, "webdataset", "requirements.txt");
  }

  @Test
  void refusesAPythonThatLacksAModule() {
    assertThat(Python.with("true", true, List.of("anything"))).isNotNull();
    assertThatThrownBy(() -> Python.with("false", true, List.of("anything")))
        .isInstanceOf(AssertionError.class);
  }
}
