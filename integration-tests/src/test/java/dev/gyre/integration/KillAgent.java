package dev.gyre.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the processes of Gyre that a test wants dead, as a Java agent in a jar of its own: it
 * uses nothing but the JDK. Its argument is a folder that the test shares with all of them.
 *
 * <p>{@code points} there has a line for each point: name, class, method, {@code ENTRY} or {@code
 * EXIT}. Whoever passes a point for which there is a file {@code <name>.armed} counts; at the pass
 * whose number stands in the file, the one that renames it to {@code <name>.fired} writes its
 * process into {@code <name>.pid} and kills itself with SIGKILL. So a point fires once, however
 * many processes pass it. Whoever renames {@code <name>.hold} to {@code <name>.holding} waits there
 * until that is gone.
 */
public final class KillAgent {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Map<String, AtomicInteger> PASSES = new ConcurrentHashMap<>();
  private static @Nullable Path folder;

  private KillAgent() {}

  private record Point(String name, String className, String method, boolean atEntry) {

    static Point parse(String line) {
      String[] words = line.split(" ", -1);
      return new Point(words[0], words[1].replace('.', '/'), words[2], words[3].equals("ENTRY"));
    }
  }

  /** Called by the JVM before the program. */
  public static void premain(String argument, Instrumentation instrumentation) throws IOException {
    folder = Path.of(argument);
    Map<String, List<Point>> points =
        Files.readAllLines(Path.of(argument, "points")).stream()
            .map(Point::parse)
            .collect(Collectors.groupingBy(Point::className));
    instrumentation.addTransformer(new Insertion(points));
  }

  private record Insertion(Map<String, List<Point>> points) implements ClassFileTransformer {

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String className,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      List<Point> here = className == null ? null : points.get(className);
      if (here == null || loader == null) {
        return null;
      }
      try {
        ClassFile classFile =
            ClassFile.of(
                ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
        byte[] changed = bytes;
        for (Point point : here) {
          changed = classFile.transformClass(classFile.parse(changed), change(point));
        }
        return changed;
      } catch (RuntimeException | Error e) {
        // The JVM would swallow it, and the point would never be passed.
        e.printStackTrace();
        Runtime.getRuntime().halt(99);
        return null;
      }
    }

    private static ClassTransform change(Point point) {
      return ClassTransform.transformingMethodBodies(
          method -> method.methodName().equalsString(point.method()),
          point.atEntry() ? new AtEntry(point.name()) : atExit(point.name()));
    }

    private static CodeTransform atExit(String name) {
      return (code, element) -> {
        if (element instanceof ReturnInstruction) {
          call(code, name);
        }
        code.with(element);
      };
    }

    private record AtEntry(String name) implements CodeTransform {

      @Override
      public void atStart(CodeBuilder code) {
        call(code, name);
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    }

    private static void call(CodeBuilder code, String name) {
      code.loadConstant(name)
          .invokestatic(
              ClassDesc.of("dev.gyre.integration.KillAgent"),
              "pass",
              MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String));
    }
  }

  /** Called where the points are. */
  public static void pass(String name) {
    Path shared = folder;
    if (shared == null) {
      return;
    }
    try {
      hold(shared, name);
      if (isTurn(shared, name) && claim(shared, name + ".armed", name + ".fired")) {
        die(shared, name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hold(Path shared, String name) throws IOException {
    if (claim(shared, name + ".hold", name + ".holding")) {
      while (Files.exists(shared.resolve(name + ".holding"))) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private static boolean isTurn(Path shared, String name) throws IOException {
    try {
      int turn = Integer.parseInt(Files.readString(shared.resolve(name + ".armed")));
      return PASSES.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet() >= turn;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static boolean claim(Path shared, String from, String to) throws IOException {
    try {
      Files.move(shared.resolve(from), shared.resolve(to), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void die(Path shared, String name) throws IOException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    Path next = Files.writeString(shared.resolve(name + ".next"), pid);
    Files.move(next, shared.resolve(name + ".pid"), StandardCopyOption.ATOMIC_MOVE);
    new ProcessBuilder("kill", "-9", pid).inheritIO().start();
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // Dead soon.
      }
    }
  }
}
