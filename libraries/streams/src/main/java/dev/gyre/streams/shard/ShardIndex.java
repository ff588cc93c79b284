package dev.gyre.streams.shard;

import dev.gyre.streams.Split;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Random access to a folder of shards by its {@code index.parquet}. Not for use by many threads;
 * close it after use.
 */
public final class ShardIndex implements AutoCloseable {

  private final Path folder;
  private final Connection connection;
  private final String select;

  private ShardIndex(Path folder, Connection connection, String select) {
    this.folder = folder;
    this.connection = connection;
    this.select = select;
  }

  /** Takes the rows one by one. */
  @FunctionalInterface
  public interface RowConsumer {

    /** Takes a row; an exception ends the reading. */
    void accept(IndexRow row) throws IOException;
  }

  /**
   * Opens the index of a folder.
   *
   * @throws NoSuchFileException if the folder has none
   */
  public static ShardIndex open(Path folder) throws IOException {
    Path file = folder.resolve(IndexWriter.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "the folder has no finished index");
    }
    String select =
        """
        select key, shard_key, shard, split, label, class_index, group_key, items, fields
        from read_parquet(%s)\
        """
            .formatted(LocalDuckDb.text(file));
    return new ShardIndex(folder, LocalDuckDb.open(folder), select);
  }

  /** Gives every row in the order of the shards, without holding them all. */
  public void forEach(RowConsumer consumer) throws IOException {
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(row(rows));
      }
    } catch (SQLException e) {
      throw LocalDuckDb.failed("read the index of " + folder, e);
    }
  }

  /** The row of a sample by its own key. */
  public Optional<IndexRow> find(String key) throws IOException {
    try (PreparedStatement statement = connection.prepareStatement(select + " where key = ?")) {
      statement.setString(1, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw LocalDuckDb.failed("look up '" + key + "'", e);
    }
  }

  /**
   * The bytes of one field, read from its shard at its place.
   *
   * @throws IllegalArgumentException if the row has no such field
   * @throws IOException if the shard is missing or shorter than the index says
   */
  public byte[] read(IndexRow row, String field) throws IOException {
    FieldSpan span =
        row.placement().fields().stream()
            .filter(candidate -> candidate.name().equals(field))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Sample '%s' has no field '%s'".formatted(row.key(), field)));
    String shard = row.placement().shard();
    if (!shard.matches("[a-z]+-[0-9]{6,}\\.tar")) {
      throw new IOException("The index names '%s', which is no shard".formatted(shard));
    }
    try (FileChannel channel = FileChannel.open(folder.resolve(shard), StandardOpenOption.READ)) {
      if (span.offset() < 0 || span.size() < 0 || span.offset() > channel.size() - span.size()) {
        throw new IOException(
            "Shard '%s' has %d bytes, but '%s' is said to lie at %d with %d"
                .formatted(shard, channel.size(), row.key(), span.offset(), span.size()));
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(span.size()));
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, span.offset() + bytes.position()) < 0) {
          throw new IOException("Shard '%s' became shorter while it was read".formatted(shard));
        }
      }
      return bytes.array();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw LocalDuckDb.failed("close", e);
    }
  }

  private static IndexRow row(ResultSet rows) throws SQLException {
    List<FieldSpan> fields = new ArrayList<>();
    for (Object item : items(rows.getArray("fields"))) {
      Object[] values = ((Struct) item).getAttributes();
      fields.add(new FieldSpan((String) values[0], (long) values[1], (long) values[2]));
    }
    List<SourceItem> items = new ArrayList<>();
    for (Object item : items(rows.getArray("items"))) {
      Object[] values = ((Struct) item).getAttributes();
      items.add(new SourceItem((String) values[0], (String) values[1], window(values[2])));
    }
    return new IndexRow(
        rows.getString("key"),
        new ShardKey(rows.getString("shard_key")),
        Split.ofWireName(rows.getString("split")),
        rows.getString("label"),
        rows.getInt("class_index"),
        rows.getString("group_key"),
        items,
        new Placement(rows.getString("shard"), fields));
  }

  private static SourceItem.@Nullable Window window(@Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    Object[] sides = ((Struct) value).getAttributes();
    return new SourceItem.Window((int) sides[0], (int) sides[1], (int) sides[2], (int) sides[3]);
  }

  private static Object[] items(Array array) throws SQLException {
    return (Object[]) array.getArray();
  }
}
