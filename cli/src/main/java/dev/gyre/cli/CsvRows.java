package dev.gyre.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** The rows of a CSV file whose first line names the columns. */
final class CsvRows {

  /** One row. */
  record Row(Path file, int line, Map<String, String> cells) {

    /** The cell of a column, absent if it is empty or there is no such column. */
    @Nullable String get(String column) {
      String cell = cells.get(column);
      return cell == null || cell.isBlank() ? null : cell.strip();
    }

    String require(String column) {
      String cell = get(column);
      if (cell == null) {
        throw wrong(column, "given");
      }
      return cell;
    }

    CommandFailure wrong(String column, String expected) {
      return new CommandFailure(
          Exit.USAGE,
          "%s, line %d: %s is '%s'; it must be %s"
              .formatted(file, line, column, cells.getOrDefault(column, ""), expected));
    }
  }

  private CsvRows() {}

  static List<Row> read(Path file) {
    List<Row> rows = new ArrayList<>();
    try (var reader = Files.newBufferedReader(file);
        MappingIterator<Map<String, String>> cells =
            new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader)) {
      while (cells.hasNext()) {
        rows.add(new Row(file, rows.size() + 2, cells.next()));
      }
      return rows;
    } catch (IOException | JacksonException e) {
      throw new CommandFailure(Exit.USAGE, "%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
