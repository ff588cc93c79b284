package dev.gyre.worker.job;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The manifest of a dataset version: which samples it has, in the order of their keys. */
final class Manifest {

  /** A manifest of a million members has some 150 MB. */
  private static final long MAX_BYTES = 2L << 30;

  private static final String NAME = "manifest.parquet";

  private Manifest() {}

  /** Fetches and reads all members. */
  static List<ManifestRow> fetch(WorkDesk desk, Digest digest) throws IOException {
    Path folder = desk.newFolder("manifest");
    Path _ = desk.artifacts().fetch(digest, folder.resolve(NAME), MAX_BYTES);
    String select =
        """
        select sample_id::varchar, key, split::varchar, class_name, group_key, artifact::varchar,
          size::bigint
        from read_parquet(%s) order by key\
        """
            .formatted(Parquet.file(folder, NAME));
    List<ManifestRow> rows = new ArrayList<>();
    try (Connection connection = Parquet.open(folder);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select)) {
      while (row.next()) {
        rows.add(row(row));
      }
    } catch (SQLException e) {
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
        new Digest(row.getString(6)),
        row.getLong(7));
  }
}
