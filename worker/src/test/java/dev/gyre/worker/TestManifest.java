package dev.gyre.worker;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.json.ContractJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Manifests of dataset versions as the data service writes them. */
final class TestManifest {

  private TestManifest() {}

  /**
   * A member.
   *
   * @param timeNanos within the sequence {@code drive}; absent for a member of none
   */
  record Row(
      String key,
      Split split,
      @Nullable String className,
      @Nullable Long timeNanos,
      List<StreamItem> streams,
      List<AcceptedAnnotation> annotations) {}

  /** Puts a manifest into the store. */
  static Digest store(FakeStore store, Path folder, List<Row> rows) throws SQLException {
    Path file = folder.resolve("manifest-%s.parquet".formatted(SampleId.next()));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          create table m (sample_id varchar, key varchar, split varchar, class_name varchar,
            group_key varchar, metadata varchar, artifact varchar, media_type varchar, size bigint,
            sequence_id varchar, time_ns bigint, scope varchar, streams varchar,
            annotations varchar)
          """);
      try (PreparedStatement insert =
          duck.prepareStatement(
              "insert into m values (?, ?, ?, ?, null, '{}', ?, ?, ?, ?, ?, 'CHECKED', ?, ?)")) {
        for (Row row : rows) {
          StreamItem first = row.streams().getFirst();
          insert.setString(1, SampleId.next().toString());
          insert.setString(2, row.key());
          insert.setString(3, row.split().name().toLowerCase(Locale.ROOT));
          insert.setString(4, row.className());
          insert.setString(5, first.artifact().hex());
          insert.setString(6, first.mediaType());
          insert.setLong(7, first.size());
          insert.setString(8, row.timeNanos() == null ? null : "drive");
          insert.setObject(9, row.timeNanos());
          insert.setString(10, ContractJson.mapper().writeValueAsString(row.streams()));
          insert.setString(11, ContractJson.mapper().writeValueAsString(row.annotations()));
          insert.executeUpdate();
        }
      }
      statement.execute(
          "copy (select * from m order by key) to '%s' (format parquet)".formatted(file));
    }
    return store.add(file);
  }
}
