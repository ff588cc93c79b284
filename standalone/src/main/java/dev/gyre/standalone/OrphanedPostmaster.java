package dev.gyre.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database server that outlived the process which had started it. It is stopped, so that the next
 * one runs with the settings and the password of today.
 */
final class OrphanedPostmaster {

  private static final Logger log = LoggerFactory.getLogger(OrphanedPostmaster.class);

  private static final Duration STOP = Duration.ofSeconds(60);

  private final Path data;
  private final Path pidFile;

  OrphanedPostmaster(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  /**
   * Returns when no server uses the data folder any more. To be called by the holder of the home's
   * lock only.
   *
   * @return whether one had to be stopped
   * @throws StartRefusedException if it does not stop
   */
  boolean stop() {
    Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
    if (process.isEmpty()) {
      return false;
    }
    if (!isServerOfThisFolder(process.get())) {
      log.info("{} names process {}, which is another program", pidFile, process.get().pid());
      delete(pidFile);
      return false;
    }
    log.warn("Stopping PostgreSQL {}, left by a process that was killed", process.get().pid());
    interrupt(process.get());
    await(process.get());
    return true;
  }

  private Optional<Long> pid() {
    try {
      return Files.exists(pidFile)
          ? Optional.of(Long.valueOf(Files.readAllLines(pidFile).getFirst().strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + pidFile + " cannot be read", e);
    }
  }

  /** A number may belong to another program after a restart of the machine. */
  private boolean isServerOfThisFolder(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(arguments -> Arrays.asList(arguments).contains(data.toString()))
        .orElse(false);
  }

  /** SIGINT is PostgreSQL's fast shutdown: sessions end, everything committed is on disk. */
  private static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server removes its file as its last act; its process may stay on as a zombie. */
  private void await(ProcessHandle process) {
    if (!Waiting.until(STOP, () -> !Files.exists(pidFile) || !process.isAlive())) {
      throw new StartRefusedException(
          "PostgreSQL (process %d) still uses %s and does not stop within %d s; stop it with 'kill -INT %d'"
              .formatted(process.pid(), data, STOP.toSeconds(), process.pid()));
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
