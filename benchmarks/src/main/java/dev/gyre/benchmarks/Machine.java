package dev.gyre.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and of what something was measured.
 *
 * @param facts by name, in words
 */
record Machine(Map<String, String> facts) {

  private static final int SYNCS = 200;

  static Machine here() {
    try {
      Path folder = Files.createDirectories(Path.of(System.getProperty("gyre.bench.home")));
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
      facts.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
      facts.put("memory", line(Path.of("/proc/meminfo"), "MemTotal"));
      facts.put(
          "disk",
          "%s; 4 KiB appended and synced in %.2f ms (median of %d)"
              .formatted(Files.getFileStore(folder).type(), syncMillis(folder), SYNCS));
      facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
      facts.put("JDK", System.getProperty("java.runtime.version"));
      facts.put("commit", output("git", "describe", "--always", "--dirty"));
      facts.put("load before", Files.readString(Path.of("/proc/loadavg")).strip());
      return new Machine(facts);
    } catch (IOException e) {
      throw new UncheckedIOException("The machine cannot be described", e);
    }
  }

  /** Median time of an append of 4 KiB that is on the disk when it ends. */
  static double syncMillis(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "sync", ".bin");
    double[] times = new double[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      for (int i = 0; i < SYNCS; i++) {
        long begin = System.nanoTime();
        int _ = channel.write(ByteBuffer.allocate(4096));
        channel.force(false);
        times[i] = (System.nanoTime() - begin) / 1e6;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(times);
    return times[SYNCS / 2];
  }

  private static String line(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).directory(ScratchGyre.root().toFile()).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
