package dev.gyre.infra.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process of this machine, told from a later one with the same number by its start time and by
 * the boot of the machine. Reads {@code /proc}, which only Linux has.
 *
 * @param pid number of the process
 * @param startTicks when it started, in clock ticks since the boot
 * @param boot names the boot of the machine
 */
record LinuxProcess(long pid, long startTicks, String boot) {

  private static final Path PROC = Path.of("/proc");

  /** Positions in what follows the command's name in {@code /proc/<pid>/stat}. */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  /** The process that has this number now. */
  static Optional<LinuxProcess> of(long pid) {
    return stat(pid)
        .map(fields -> new LinuxProcess(pid, Long.parseLong(fields.get(START_TIME)), thisBoot()));
  }

  /** Whether it still runs; one that has ended and waits to be reaped does not. */
  boolean isAlive() {
    return boot.equals(thisBoot())
        && stat(pid)
            .filter(fields -> Long.parseLong(fields.get(START_TIME)) == startTicks)
            .filter(fields -> isRunning(fields.get(STATE)))
            .isPresent();
  }

  /**
   * All that run of this process, of those that descend from it, and of those in whose environment
   * the entry stands: a child whose parent has ended descends from nobody.
   */
  Set<LinuxProcess> tree(String entry) {
    Set<LinuxProcess> tree = marked(entry);
    if (isAlive()) {
      tree.add(this);
      ProcessHandle.of(pid).stream()
          .flatMap(ProcessHandle::descendants)
          .flatMap(child -> of(child.pid()).stream())
          .filter(LinuxProcess::isAlive)
          .forEach(tree::add);
    }
    return tree;
  }

  /** All that run with this entry, as {@code NAME=value}, in their environment. */
  static Set<LinuxProcess> marked(String entry) {
    Set<LinuxProcess> found = new LinkedHashSet<>();
    try (Stream<Path> processes = Files.list(PROC)) {
      processes
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .filter(name -> environment(name).contains(entry))
          .flatMap(name -> of(Long.parseLong(name)).stream())
          .filter(LinuxProcess::isAlive)
          .forEach(found::add);
    } catch (IOException e) {
      throw new IllegalStateException(
          "/proc cannot be read; the local executor runs on Linux only", e);
    }
    return found;
  }

  /** Resident memory in bytes; 0 if it has ended. */
  long residentBytes() {
    return read(PROC.resolve(pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** Ends it at once, if it is still the same. */
  void kill() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static boolean isRunning(String state) {
    return !state.equals("Z") && !state.equals("X");
  }

  private static Optional<List<String>> stat(long pid) {
    String stat = read(PROC.resolve(pid + "/stat"));
    int name = stat.lastIndexOf(')');
    return name < 0
        ? Optional.empty()
        : Optional.of(Arrays.asList(stat.substring(name + 2).split(" ", -1)));
  }

  private static Set<String> environment(String pid) {
    return Set.of(
        Arrays.stream(read(PROC.resolve(pid + "/environ")).split("\0", -1))
            .distinct()
            .toArray(String[]::new));
  }

  private static String thisBoot() {
    return read(PROC.resolve("sys/kernel/random/boot_id")).strip();
  }

  /** A file of a process that has ended, or belongs to another user, reads as empty. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
