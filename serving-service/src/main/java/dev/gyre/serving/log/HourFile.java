package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The Parquet file of one hour of the log, in the order of the log's ids. */
final class HourFile {

  /** Small, so that a look-up by id reads little. */
  private static final int ROW_GROUP = 20_000;

  private static final String COLUMNS =
      """
      select log_id, endpoint_id, client_key, epoch_us(occurred) as occurred_us,
        epoch_us(received) as received_us, device, group_key, sequence, model_version, status,
        detail, class_name, confidence, probabilities, payload, media_type, features, deployment_id,
        answer, metadata
      """;

  private final Path file;

  HourFile(Path file) {
    this.file = file;
  }

  /**
   * What a file holds.
   *
   * @param checksum over all rows in their order
   */
  record Content(long rows, Digest checksum) {}

  /** Takes rows of the log in the order of their ids. */
  @FunctionalInterface
  interface Sink {
    void add(LogRow row) throws SQLException;
  }

  /** Gives the rows of an hour to a sink. */
  @FunctionalInterface
  interface Source {
    void readAll(Sink sink) throws SQLException;
  }

  /** Writes the file, which is not there yet; what it should hold then. */
  Content write(Source source) throws IOException {
    Path folder = folder();
    try (Connection connection = LocalDuckDb.open(folder);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table log (log_id varchar, endpoint_id varchar, client_key varchar,
            occurred_us bigint, received_us bigint, device varchar, group_key varchar,
            sequence bigint, model_version integer, status varchar, detail varchar,
            class_name varchar, confidence double, probabilities varchar, payload varchar,
            media_type varchar, features varchar, deployment_id varchar, answer varchar,
            metadata varchar)
          """);
      Counter counter = new Counter();
      try (DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("main", "log")) {
        source.readAll(row -> {
          append(appender, row);
          counter.add(row);
        });
      }
      statement.execute(
          """
          copy (select * exclude (occurred_us, received_us),
              make_timestamp(occurred_us) as occurred, make_timestamp(received_us) as received
            from log order by log_id)
          to %s (format parquet, compression zstd, row_group_size %d)
          """
              .formatted(LocalDuckDb.text(file), ROW_GROUP));
      return counter.content();
    } catch (SQLException e) {
      throw LocalDuckDb.failed("write an hour of the log in " + folder, e);
    }
  }

  /** What the file holds, read from its first row to its last. */
  Content read() throws IOException {
    Counter counter = new Counter();
    query("order by log_id", List.of(), counter::add);
    return counter.content();
  }

  /** The row of an id, if there is one. */
  @Nullable LogRow find(UUID id) throws IOException {
    List<LogRow> found = new ArrayList<>();
    query("where log_id = ?", List.of(id.toString()), found::add);
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Rows of an endpoint from {@code floor} (inclusive) to {@code below} (exclusive). */
  List<LogRow> window(UUID endpoint, UUID floor, UUID below, LogOrder order, int limit)
      throws IOException {
    List<LogRow> found = new ArrayList<>();
    query(
        "where endpoint_id = ? and log_id >= ? and log_id < ? order by log_id %s limit %d"
            .formatted(order.sql(), limit),
        List.of(endpoint.toString(), floor.toString(), below.toString()),
        found::add);
    return found;
  }

  private void query(String clause, List<String> parameters, Sink sink) throws IOException {
    try (Connection connection = LocalDuckDb.open(folder());
        PreparedStatement statement = connection.prepareStatement(COLUMNS + rows() + clause)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.add(LogRow.read(rows));
        }
      }
    } catch (SQLException e) {
      throw LocalDuckDb.failed("read " + file.getFileName(), e);
    }
  }

  /** Files that are older than a column have none in it. */
  private String rows() throws IOException {
    return """
    from (select * from read_parquet(%s)
      union all by name
      select null::varchar as answer, null::varchar as metadata where false)
    """
        .formatted(LocalDuckDb.text(file));
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("The file %s has no folder".formatted(file));
    }
    return folder;
  }

  private static void append(DuckDBAppender out, LogRow row) throws SQLException {
    out.beginRow();
    text(out, row.id().toString());
    text(out, row.endpoint().toString());
    text(out, row.clientKey());
    out.append(row.occurred());
    out.append(row.received());
    text(out, row.device());
    text(out, row.group());
    if (row.sequence() == null) {
      out.appendNull();
    } else {
      out.append(row.sequence().longValue());
    }
    out.append(row.modelVersion());
    text(out, row.status());
    text(out, row.detail());
    text(out, row.className());
    out.append(row.confidence());
    text(out, row.probabilities());
    text(out, row.payload());
    text(out, row.mediaType());
    text(out, row.features());
    text(out, row.deployment() == null ? null : row.deployment().toString());
    text(out, row.answer());
    text(out, row.metadata());
    out.endRow();
  }

  private static void text(DuckDBAppender out, @Nullable String value) throws SQLException {
    if (value == null) {
      out.appendNull();
    } else {
      out.append(value);
    }
  }

  private static final class Counter {

    private final MessageDigest hash = Digest.sha256();
    private long rows;

    void add(LogRow row) {
      row.addTo(hash);
      rows++;
    }

    Content content() {
      return new Content(rows, Digest.ofHash(hash.digest()));
    }
  }
}
