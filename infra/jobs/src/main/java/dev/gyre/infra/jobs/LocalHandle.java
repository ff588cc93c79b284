package dev.gyre.infra.jobs;

import java.io.IOException;
import java.util.List;
import org.springframework.util.unit.DataSize;

/**
 * What the local executor must know to find a worker again.
 *
 * @param memory above which it is killed
 */
record LocalHandle(LinuxProcess process, DataSize memory) {

  /** Names no process: of a folder whose server died before it wrote down whom it had started. */
  static final LocalHandle UNKNOWN =
      new LocalHandle(new LinuxProcess(0, 0, "none"), DataSize.ofBytes(0));

  static LocalHandle of(Process process, DataSize memory) throws IOException {
    return LinuxProcess.of(process.pid())
        .map(identity -> new LocalHandle(identity, memory))
        .orElseThrow(() -> new IOException("/proc knows nothing of process " + process.pid()));
  }

  /** {@code <pid>:<start ticks>:<boot>:<memory in bytes>}. */
  String text() {
    return "%d:%d:%s:%d"
        .formatted(process.pid(), process.startTicks(), process.boot(), memory.toBytes());
  }

  static LocalHandle parse(String text) {
    List<String> parts = List.of(text.split(":", -1));
    if (parts.size() != 4) {
      throw new IllegalArgumentException("'%s' is no handle of the local executor".formatted(text));
    }
    return new LocalHandle(
        new LinuxProcess(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), parts.get(2)),
        DataSize.ofBytes(Long.parseLong(parts.get(3))));
  }
}
