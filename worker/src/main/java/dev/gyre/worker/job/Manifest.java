package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.json.ContractJson;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The manifest of a dataset version: which samples it has, in the order of their keys. */
final class Manifest {

  /** A manifest of a million members has some 150 MB. */
  private static final long MAX_BYTES = 2L << 30;

  private static final JsonMapper JSON = ContractJson.mapper();
  private static final String NAME = "manifest.parquet";

  private Manifest() {}

  /** Fetches and reads all members. */
  static List<ManifestRow> fetch(WorkDesk desk, Digest digest) throws IOException {
    Path folder = desk.newFolder("manifest");
    Path _ = desk.artifacts().fetch(digest, folder.resolve(NAME), MAX_BYTES);
    String select =
        """
        select sample_id::varchar, key, split::varchar, class_name, group_key, sequence_id,
          time_ns::bigint, streams::varchar, annotations::varchar
        from read_parquet(%s) order by key\
        """
            .formatted(LocalDuckDb.text(folder.resolve(NAME)));
    List<ManifestRow> rows = new ArrayList<>();
    try (Connection connection = LocalDuckDb.open(folder);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select)) {
      while (row.next()) {
        rows.add(row(row));
      }
    } catch (SQLException | JacksonException e) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT,
          "The manifest %s cannot be read: %s".formatted(digest, e.getMessage()));
    }
    return rows;
  }

  private static ManifestRow row(ResultSet row) throws SQLException {
    return new ManifestRow(
        row.getString(1),
        row.getString(2),
        Split.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        time(row),
        List.of(JSON.readValue(row.getString(8), StreamItem[].class)),
        List.of(JSON.readValue(row.getString(9), AcceptedAnnotation[].class)));
  }

  private static @Nullable Long time(ResultSet row) throws SQLException {
    long nanos = row.getLong(7);
    return row.wasNull() ? null : nanos;
  }
}
