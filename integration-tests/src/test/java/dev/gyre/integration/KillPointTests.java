package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the places exist where processes are killed: a renamed method must not let a test pass. */
class KillPointTests {

  @ParameterizedTest
  @EnumSource
  void namesOneMethodOfOneClass(KillPoint point) throws IOException {
    Path file =
        Path.of("..", point.module(), "target/classes", point.className().replace('.', '/'))
            .resolveSibling(
                point.className().substring(point.className().lastIndexOf('.') + 1) + ".class");
    ClassModel model = ClassFile.of().parse(file);
    assertThat(model.methods())
        .filteredOn(method -> method.methodName().equalsString(point.method()))
        .filteredOn(method -> method.code().isPresent())
        .as("methods '%s' of %s", point.method(), point.className())
        .hasSize(1);
  }
}
