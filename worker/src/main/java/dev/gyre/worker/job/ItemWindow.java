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
 * The bytes of many items, fetched some hundred at a time before their turn, so that neither the
 * disk nor the time for a round trip per item grows with the dataset. Used by one thread.
 */
final class ItemWindow {

  private static final int MAX_ITEMS = 256;
  private static final long MAX_BYTES = 256L << 20;

  private final ArtifactTransfer artifacts;
  private final Path folder;
  private final List<ManifestRow> rows;
  private final Map<ManifestRow, Integer> places = new HashMap<>();
  private final Map<ManifestRow, Path> present = new HashMap<>();

  /**
   * @param folder for the window's files, which are removed as they are taken
   * @param rows in the order in which they will mostly be taken; any other order is right but slow
   */
  ItemWindow(ArtifactTransfer artifacts, Path folder, List<ManifestRow> rows) {
    this.artifacts = artifacts;
    this.folder = folder;
    this.rows = List.copyOf(rows);
    for (int i = 0; i < this.rows.size(); i++) {
      places.put(this.rows.get(i), i);
    }
  }

  /** The bytes of an item. */
  byte[] take(ManifestRow row) throws IOException {
    Path file = present.remove(row);
    if (file == null) {
      fill(places.getOrDefault(row, -1));
      file = present.remove(row);
    }
    if (file == null) {
      throw new IllegalArgumentException("'%s' is not in the window".formatted(row.key()));
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private void fill(int from) throws IOException {
    List<Wanted> wanted = new ArrayList<>();
    long bytes = 0;
    for (int i = Math.max(from, 0); i < rows.size() && wanted.size() < MAX_ITEMS; i++) {
      ManifestRow row = rows.get(i);
      bytes += row.size();
      if (!wanted.isEmpty() && bytes > MAX_BYTES) {
        break;
      }
      if (!present.containsKey(row)) {
        Path file = folder.resolve("%08d".formatted(i));
        wanted.add(new Wanted(row.artifact(), file, row.size()));
        present.put(row, file);
      }
    }
    artifacts.fetch(wanted);
  }
}
