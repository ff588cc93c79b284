package dev.gyre.data.labelling;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The file {@code labels.csv}: columns key, file, class_name, revision. */
final class LabelFile {

  private static final int MAX_BYTES = 64 << 20;
  private static final CsvMapper CSV = new CsvMapper();
  private static final TypeReference<Map<String, String>> LINE = new TypeReference<>() {};
  private static final CsvSchema SCHEMA =
      CsvSchema.builder()
          .addColumn("key")
          .addColumn("file")
          .addColumn("class_name")
          .addColumn("revision")
          .build()
          .withHeader();

  private LabelFile() {}

  /**
   * A line to be written.
   *
   * @param className empty for none
   */
  record Row(String key, String file, String className, int revision) {}

  /**
   * A line as it came.
   *
   * @param className empty for none
   * @param revision empty if the column was dropped
   */
  record Line(String key, String className, String revision) {}

  static byte[] write(List<Row> rows) {
    List<Map<String, String>> lines =
        rows.stream()
            .map(row ->
                Map.of(
                    "key", row.key(),
                    "file", row.file(),
                    "class_name", row.className(),
                    "revision", Integer.toString(row.revision())))
            .toList();
    return CSV.writer(SCHEMA).writeValueAsBytes(lines);
  }

  /**
   * Reads what came back; other columns are passed over.
   *
   * @throws PlatformException with {@code UNREADABLE_BODY} or {@code TOO_LARGE}
   */
  static List<Line> read(InputStream csv) {
    List<Line> lines = new ArrayList<>();
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerFor(LINE).with(CsvSchema.emptySchema().withHeader()).readValues(bounded(csv))) {
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        String key = row.get("key");
        String className = row.get("class_name");
        if (key == null || className == null) {
          throw unreadable("it needs the columns key and class_name");
        }
        lines.add(new Line(key, className.strip(), row.getOrDefault("revision", "").strip()));
      }
      return lines;
    } catch (JacksonException e) {
      throw unreadable(e.getOriginalMessage());
    }
  }

  private static byte[] bounded(InputStream csv) {
    try {
      byte[] bytes = csv.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new PlatformException(
            ErrorCode.TOO_LARGE, "The file has more than %d bytes".formatted(MAX_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The labels could not be received", e);
    }
  }

  private static PlatformException unreadable(String why) {
    return new PlatformException(
        ErrorCode.UNREADABLE_BODY, "The body is no labels.csv with a header: " + why);
  }
}
