package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.trainer.Checkpoint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A checkpoint's folder as one tar file; equal checkpoints give equal bytes. */
final class CheckpointArchive {

  /** Larger ones are not kept beside the model. */
  static final long MAX_BYTES = 256L << 20;

  private static final Set<String> FILES =
      Set.of("state.json", "weights.safetensors", "adam.safetensors");

  private CheckpointArchive() {}

  static void write(Path folder, Path file) throws IOException {
    List<Path> children;
    try (Stream<Path> listed = Files.list(folder)) {
      children = listed.sorted().toList();
    }
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Path child : children) {
        TarArchiveEntry entry = new TarArchiveEntry(String.valueOf(child.getFileName()));
        entry.setSize(Files.size(child));
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        Files.copy(child, tar);
        tar.closeArchiveEntry();
      }
    }
  }

  /**
   * Unpacks into a folder and reads it.
   *
   * @throws PlatformException if the tar holds anything else
   */
  static Checkpoint read(Path file, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (!entry.isFile() || !FILES.contains(entry.getName())) {
          throw PlatformException.invalid(
              "checkpoint", entry.getName(), "an archive of " + FILES + " alone");
        }
        long _ = Files.copy(tar, folder.resolve(entry.getName()));
        entry = tar.getNextEntry();
      }
    }
    return Checkpoint.read(folder);
  }
}
