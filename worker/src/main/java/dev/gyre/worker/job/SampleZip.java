package dev.gyre.worker.job;

import dev.gyre.api.json.ContractJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive of the import format {@code samples}; equal samples give equal bytes. */
final class SampleZip implements AutoCloseable {

  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;
  private final StringBuilder lines = new StringBuilder();

  SampleZip(Path file) throws IOException {
    this.zip =
        new ZipOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8);
    // Pictures are packed already.
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /**
   * A sample.
   *
   * @param line its line of the index
   * @param files by the paths that the line names, in the order in which they are written
   */
  record Sample(Map<String, Object> line, Map<String, byte[]> files) {}

  void add(Sample sample) throws IOException {
    for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
      write(file.getKey(), file.getValue());
    }
    lines.append(ContractJson.mapper().writeValueAsString(sample.line())).append('\n');
  }

  private void write(String path, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(NEVER);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** The index comes last, when all lines are known. */
  @Override
  public void close() throws IOException {
    try (zip) {
      write("samples.jsonl", lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
