package dev.gyre.infra.jobs;

import dev.gyre.api.job.JobId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The folder of one attempt, {@code <work>/<job>/<number>}: the worker's folder, its output, and
 * what a later process must know of it.
 */
record AttemptFolder(Path work, AttemptId attempt) {

  private static final int LOG_CHUNK_BYTES = 256 * 1024;

  Path path() {
    return work.resolve(attempt.job().toString()).resolve(Integer.toString(attempt.number()));
  }

  /** The worker's own part, and its current folder. */
  Path own() {
    return path().resolve("own");
  }

  Path temporary() {
    return path().resolve("tmp");
  }

  Path log() {
    return path().resolve("worker.log");
  }

  /** Readable by nobody else. */
  void create() throws IOException {
    Files.createDirectories(work);
    Files.createDirectories(
        path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createDirectories(own());
    Files.createDirectories(temporary());
  }

  boolean exists() {
    return Files.isDirectory(path());
  }

  /** What was noted under this name, if anything. */
  Optional<String> note(String name) {
    try {
      return Optional.of(Files.readString(path().resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes something whole or not at all. */
  void note(String name, String text) {
    try {
      Path file = path().resolve(name + ".part");
      Files.writeString(file, text);
      Files.move(file, path().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param toTheEnd whether a last line without an end is read too
   */
  LogChunk readLog(long offset, boolean toTheEnd) {
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
      byte[] bytes = new byte[Math.clamp(file.length() - offset, 0, LOG_CHUNK_BYTES)];
      file.seek(offset);
      file.readFully(bytes);
      int length = toTheEnd ? bytes.length : wholeLines(bytes);
      return new LogChunk(new String(bytes, 0, length, StandardCharsets.UTF_8), offset + length);
    } catch (IOException e) {
      return new LogChunk("", offset);
    }
  }

  private static int wholeLines(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return bytes.length == LOG_CHUNK_BYTES ? bytes.length : 0;
  }

  void delete() {
    try {
      FileSystemUtils.deleteRecursively(path());
      Path job = work.resolve(attempt.job().toString());
      if (Files.isDirectory(job) && list(job).isEmpty()) {
        Files.deleteIfExists(job);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + path() + "; remove it by hand", e);
    }
  }

  /** All attempts that have a folder. */
  static List<AttemptFolder> all(Path work) {
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    List<AttemptFolder> all = new ArrayList<>();
    for (Path job : list(work)) {
      for (Path number : Files.isDirectory(job) ? list(job) : List.<Path>of()) {
        parse(job, number).ifPresent(attempt -> all.add(new AttemptFolder(work, attempt)));
      }
    }
    return all;
  }

  private static Optional<AttemptId> parse(Path job, Path number) {
    try {
      return Optional.of(
          new AttemptId(
              new JobId(UUID.fromString(String.valueOf(job.getFileName()))),
              Integer.parseInt(String.valueOf(number.getFileName()))));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Not one of ours.
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
