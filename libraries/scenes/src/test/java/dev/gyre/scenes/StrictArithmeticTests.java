package dev.gyre.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing in the module calls what may give other bits on another machine or in another run. */
class StrictArithmeticTests {

  /** Of {@link Math}: exact by contract. Its others may differ from machine to machine. */
  private static final Set<String> EXACT =
      Set.of(
          "abs",
          "min",
          "max",
          "sqrt",
          "floor",
          "ceil",
          "floorDiv",
          "floorMod",
          "signum",
          "round",
          "clamp");

  private static final Set<String> BANNED_OWNERS =
      Set.of(
          "java/util/Random",
          "java/util/SplittableRandom",
          "java/util/concurrent/ThreadLocalRandom",
          "java/security/SecureRandom",
          "java/util/UUID");

  @Test
  void callsNoVaryingArithmeticAndNoSharedChance() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Simulation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> faults = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        check(ClassFile.of().parse(file), faults);
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(50);
    assertThat(faults).isEmpty();
  }

  private static void check(ClassModel model, List<String> faults) {
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(code -> {
            for (CodeElement element : code) {
              if (element instanceof InvokeInstruction call && isBanned(call)) {
                faults.add(
                    model.thisClass().asInternalName()
                        + "."
                        + method.methodName().stringValue()
                        + " calls "
                        + call.owner().asInternalName()
                        + "."
                        + call.name().stringValue());
              }
            }
          });
    }
  }

  private static boolean isBanned(InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    return (owner.equals("java/lang/Math") && !EXACT.contains(name))
        || BANNED_OWNERS.contains(owner)
        || owner.startsWith("jdk/incubator/vector")
        || name.equals("parallelStream")
        || (name.equals("parallel") && owner.startsWith("java/util/stream"));
  }
}
