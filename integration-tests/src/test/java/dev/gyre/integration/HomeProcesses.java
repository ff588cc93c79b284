package dev.gyre.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code /proc} says of the processes of a home: by command line, folder or environment. */
final class HomeProcesses {

  private static final Path PROC = Path.of("/proc");

  private HomeProcesses() {}

  /** A process as it was started. */
  record Command(long pid, List<String> line, Map<String, String> environment, Path folder) {

    /** Whether it is one that a distributed Gyre has of each service. */
    boolean isService(Path home) {
      return line.contains("-Dgyre.home=" + home)
          && line.stream().anyMatch(word -> word.endsWith("-exec.jar"))
          && line.stream().anyMatch(word -> word.startsWith("-Dspring.config.additional-location="))
          && line.stream().noneMatch(word -> word.contains("gateway"));
    }

    boolean isWorker() {
      return line.stream().anyMatch(word -> word.matches(".*/gyre-worker-[^/]*[.]jar"));
    }

    /** The service's port, as the home's secrets say. */
    int port(Path home) throws IOException {
      String name =
          line.stream()
              .filter(word -> word.startsWith("-Dspring.config.additional-location="))
              .map(word -> word.substring(word.lastIndexOf('/') + 1))
              .findFirst()
              .orElseThrow();
      return Files.readAllLines(home.resolve("secrets").resolve(name)).stream()
          .filter(setting -> setting.startsWith("server.port="))
          .map(setting -> Integer.parseInt(setting.substring("server.port=".length()).strip()))
          .findFirst()
          .orElseThrow();
    }

    ProcessBuilder builder() {
      ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      return builder;
    }

    @Override
    public String toString() {
      return "process %d (%s)".formatted(pid, String.join(" ", line));
    }
  }

  /** All that are alive. */
  static List<Command> of(Path home) {
    List<Command> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(PROC)) {
      for (Path each : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        read(each, home.toString(), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static void read(Path process, String home, List<Command> found) {
    try {
      List<String> line = words(process.resolve("cmdline"));
      List<String> environment = words(process.resolve("environ"));
      Path folder = Files.readSymbolicLink(process.resolve("cwd"));
      boolean ours =
          Stream.concat(
                  Stream.of(folder.toString()), Stream.concat(line.stream(), environment.stream()))
              .anyMatch(text -> text.contains(home));
      long pid = Long.parseLong(process.getFileName().toString());
      if (ours && isAlive(pid)) {
        found.add(new Command(pid, line, variables(environment), folder));
      }
    } catch (IOException e) {
      // Of another user, or gone meanwhile.
    }
  }

  private static List<String> words(Path file) throws IOException {
    String text = Files.readString(file);
    return text.isEmpty() ? List.of() : List.of(text.split("\0", -1)).subList(0, count(text));
  }

  /** Each word ends with a zero. */
  private static int count(String text) {
    return (int) text.chars().filter(each -> each == 0).count();
  }

  private static Map<String, String> variables(List<String> environment) {
    return environment.stream()
        .filter(word -> word.indexOf('=') > 0)
        .collect(
            Collectors.toMap(
                word -> word.substring(0, word.indexOf('=')),
                word -> word.substring(word.indexOf('=') + 1),
                (_, last) -> last));
  }

  /** A zombie is not, once its last thread has ended: until then its sockets are open. */
  static boolean isAlive(long pid) {
    Path process = PROC.resolve(String.valueOf(pid));
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      String stat = Files.readString(process.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z' || threads.count() > 1;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
