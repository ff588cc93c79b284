package dev.gyre.infra.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a worker is started on this host. No secret stands here: command lines are visible to every
 * user of the machine.
 *
 * @param java the Java program
 * @param jvmArguments for it, such as {@code --enable-native-access=ALL-UNNAMED}; {@code -Xmx}, the
 *     number of processors and the folder for temporary files are added
 * @param program what it runs: {@code -jar <file>} or {@code -cp <path> <class>}, with arguments
 * @param heapShare how much of an attempt's memory the Java heap may take, in (0, 1]; the rest is
 *     for native memory, such as that of a deep learning engine
 * @param environment all that the worker sees of an environment, beside a search path, a locale,
 *     its folders and the number of threads
 */
public record WorkerCommand(
    Path java,
    List<String> jvmArguments,
    List<String> program,
    double heapShare,
    Map<String, String> environment) {

  public WorkerCommand {
    jvmArguments = List.copyOf(jvmArguments);
    program = List.copyOf(program);
    environment = Map.copyOf(environment);
    if (!(heapShare > 0 && heapShare <= 1)) {
      throw new IllegalArgumentException(
          "heapShare is %s; give a share above 0 and at most 1".formatted(heapShare));
    }
  }

  /** Runs a jar, with half of the memory as heap. */
  public static WorkerCommand ofJar(Path java, Path jar) {
    return new WorkerCommand(java, List.of(), List.of("-jar", jar.toString()), 0.5, Map.of());
  }

  /** Runs a class, with half of the memory as heap. */
  public static WorkerCommand ofClassPath(Path java, String classPath, String mainClass) {
    return new WorkerCommand(java, List.of(), List.of("-cp", classPath, mainClass), 0.5, Map.of());
  }

  List<String> line(JobResources resources, Path temporary) {
    List<String> line = new ArrayList<>();
    line.add(java.toString());
    line.add("-Xmx%dk".formatted((long) (resources.memory().toKilobytes() * heapShare)));
    line.add("-XX:ActiveProcessorCount=" + threads(resources));
    line.add("-Djava.io.tmpdir=" + temporary);
    line.addAll(jvmArguments);
    line.addAll(program);
    return line;
  }

  Map<String, String> environment(JobResources resources, Path folder, Path temporary) {
    Map<String, String> all = new HashMap<>();
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    all.put("LANG", "C.UTF-8");
    all.put("HOME", folder.toString());
    all.put("TMPDIR", temporary.toString());
    all.put("OMP_NUM_THREADS", Integer.toString(threads(resources)));
    all.putAll(environment);
    return all;
  }

  private static int threads(JobResources resources) {
    return Math.max(1, (int) Math.ceil(resources.cores()));
  }
}
