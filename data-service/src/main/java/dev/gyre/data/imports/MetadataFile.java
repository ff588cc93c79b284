package dev.gyre.data.imports;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The file {@code metadata.csv} at the root of an archive: a row for each picture. */
final class MetadataFile {

  static final String NAME = "metadata.csv";

  private static final String KEY = "file_name";
  private static final int MAX_BYTES = 256 << 20;
  private static final CsvMapper CSV = new CsvMapper();
  private static final TypeReference<Map<String, String>> ROW = new TypeReference<>() {};

  private final Map<String, Map<String, String>> rows;
  private final Set<String> unused;

  private MetadataFile(Map<String, Map<String, String>> rows) {
    this.rows = rows;
    this.unused = new HashSet<>(rows.keySet());
  }

  /**
   * Reads it; an archive without it, or one that is none, has no rows.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if it cannot be understood
   */
  static MetadataFile in(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(NAME);
      if (entry == null) {
        return new MetadataFile(Map.of());
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] csv = in.readNBytes(MAX_BYTES + 1);
        if (csv.length > MAX_BYTES) {
          throw refuse("has more than %d bytes".formatted(MAX_BYTES));
        }
        return new MetadataFile(parse(csv));
      }
    } catch (ZipException e) {
      // Who reads the pictures says what is wrong with the archive.
      return new MetadataFile(Map.of());
    }
  }

  private static Map<String, Map<String, String>> parse(byte[] csv) {
    Map<String, Map<String, String>> rows = new HashMap<>();
    try (MappingIterator<Map<String, String>> lines =
        CSV.readerFor(ROW)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(new ByteArrayInputStream(csv))) {
      while (lines.hasNext()) {
        Map<String, String> row = new HashMap<>(lines.next());
        String file = row.remove(KEY);
        if (file == null) {
          throw refuse("has no column '%s'".formatted(KEY));
        }
        if (rows.put(file, row) != null) {
          throw refuse("names '%s' twice".formatted(file));
        }
      }
      return rows;
    } catch (JacksonException e) {
      throw refuse("is no CSV with a header: " + e.getOriginalMessage());
    }
  }

  private static PlatformException refuse(String why) {
    return new PlatformException(
        ErrorCode.INVALID_ARGUMENT, "The archive's %s %s".formatted(NAME, why));
  }

  /** The row of a picture; empty if there is none. */
  Map<String, String> take(String path) {
    unused.remove(path);
    return rows.getOrDefault(path, Map.of());
  }

  /** Names in the file for which there was no picture. */
  Set<String> unused() {
    return unused;
  }
}
