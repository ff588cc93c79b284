package dev.gyre.cli;

import dev.gyre.api.json.ContractJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Data for standard output, in the form that was asked for. */
final class Output {

  /** How data is written. */
  enum Form {
    table,
    json,
    yaml
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table, json or yaml (default: table)")
  private Form form = Form.table;

  /** A column of a table. */
  record Column<T>(String head, Function<T, Object> value) {}

  /** Whether people read it. */
  boolean isTable() {
    return form == Form.table;
  }

  /** Writes rows; as a table with these columns, else whole. */
  <T> void rows(PrintWriter out, Collection<T> rows, List<Column<T>> columns) {
    switch (form) {
      case json -> out.println(json(rows));
      case yaml -> out.print(yaml(rows));
      case table -> table(out, rows, columns);
    }
    out.flush();
  }

  /** Writes one record; as a table with these columns in a single row, else whole. */
  <T> void one(PrintWriter out, T row, List<Column<T>> columns) {
    switch (form) {
      case json -> out.println(json(row));
      case yaml -> out.print(yaml(row));
      case table -> table(out, List.of(row), columns);
    }
    out.flush();
  }

  private static String json(Object value) {
    return ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  private static String yaml(Object value) {
    return new YAMLMapper().writeValueAsString(ContractJson.mapper().valueToTree(value));
  }

  private static <T> void table(PrintWriter out, Collection<T> rows, List<Column<T>> columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::head).toList());
    for (T row : rows) {
      lines.add(columns.stream().map(column -> text(column.value().apply(row))).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    lines.forEach(line -> out.println(pad(line, widths)));
  }

  private static String pad(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(cell);
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - cell.length() + 2));
      }
    }
    return line.toString();
  }

  private static String text(Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
