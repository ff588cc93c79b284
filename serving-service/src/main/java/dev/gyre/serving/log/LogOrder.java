package dev.gyre.serving.log;

import dev.gyre.api.serving.LogId;
import java.util.Comparator;
import java.util.Locale;

/** Which end of the log comes first. */
enum LogOrder {
  ASC,
  DESC;

  String sql() {
    return name().toLowerCase(Locale.ROOT);
  }

  Comparator<LogRow> rows() {
    Comparator<LogRow> ascending = Comparator.comparing(row -> new LogId(row.id()));
    return this == ASC ? ascending : ascending.reversed();
  }
}
