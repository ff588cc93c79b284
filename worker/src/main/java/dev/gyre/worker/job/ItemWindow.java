package dev.gyre.worker.job;

import dev.gyre.worker.transfer.ArtifactTransfer;
import dev.gyre.worker.transfer.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of many files, fetched some hundred at a time before their turn, so that neither the
 * disk nor the time for a round trip per file grows with the dataset. Used by one thread.
 */
final class ItemWindow {

  private static final int MAX_FILES = 256;
  private static final long MAX_BYTES = 256L << 20;

  private final ArtifactTransfer artifacts;
  private final Path folder;
  private final List<ManifestFile> files;
  private final Map<ManifestFile, Integer> places = new HashMap<>();
  private final Map<ManifestFile, Path> present = new HashMap<>();

  /**
   * @param folder for the window's files, which are removed as they are taken
   * @param files in the order in which they will mostly be taken; any other order is right but slow
   */
  ItemWindow(ArtifactTransfer artifacts, Path folder, List<ManifestFile> files) {
    this.artifacts = artifacts;
    this.folder = folder;
    this.files = List.copyOf(files);
    for (int i = 0; i < this.files.size(); i++) {
      places.put(this.files.get(i), i);
    }
  }

  /** The bytes of a file. */
  byte[] take(ManifestFile wanted) throws IOException {
    Path file = present.remove(wanted);
    if (file == null) {
      fill(places.getOrDefault(wanted, -1));
      file = present.remove(wanted);
    }
    if (file == null) {
      throw new IllegalArgumentException(
          "'%s' of '%s' is not in the window".formatted(wanted.name(), wanted.key()));
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private void fill(int from) throws IOException {
    List<Wanted> wanted = new ArrayList<>();
    long bytes = 0;
    for (int i = Math.max(from, 0); i < files.size() && wanted.size() < MAX_FILES; i++) {
      ManifestFile next = files.get(i);
      bytes += next.size();
      if (!wanted.isEmpty() && bytes > MAX_BYTES) {
        break;
      }
      if (!present.containsKey(next)) {
        Path file = folder.resolve("%08d".formatted(i));
        wanted.add(new Wanted(next.artifact(), file, next.size()));
        present.put(next, file);
      }
    }
    artifacts.fetch(wanted);
  }
}
