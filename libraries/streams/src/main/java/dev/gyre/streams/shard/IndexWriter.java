package dev.gyre.streams.shard;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.columnar.LocalDuckDb;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code index.parquet} (zstd) beside the shards, one row per sample in the order of
 * writing. Columns: {@code key, shard_key, shard, split, label, class_index, group_key, sources}
 * (list of text, each once), {@code items} (list of {@code stream, source, source_window}; the
 * window is null for a whole item, else {@code left_px, top_px, width_px, height_px}) and {@code
 * fields} (list of {@code name, byte_offset, byte_size}).
 */
public final class IndexWriter implements AutoCloseable {

  /** File name of the index in the folder of the set. */
  public static final String FILE_NAME = "index.parquet";

  private static final String COLUMNS =
      """
      {'key': 'VARCHAR', 'shard_key': 'VARCHAR', 'shard': 'VARCHAR', 'split': 'VARCHAR',
       'label': 'VARCHAR', 'class_index': 'INTEGER', 'group_key': 'VARCHAR',
       'sources': 'VARCHAR[]',
       'items': 'STRUCT(stream VARCHAR, source VARCHAR, source_window STRUCT(left_px INTEGER, top_px INTEGER, width_px INTEGER, height_px INTEGER))[]',
       'fields': 'STRUCT(name VARCHAR, byte_offset BIGINT, byte_size BIGINT)[]'}\
      """;

  private final Path folder;
  private final Path lines;
  private final BufferedWriter out;

  /** Starts an index in the folder of the shards; rows are collected in a temporary file there. */
  public IndexWriter(Path folder) throws IOException {
    this.folder = folder;
    this.lines = folder.resolve("index.ndjson.tmp");
    this.out = Files.newBufferedWriter(lines, StandardOpenOption.CREATE_NEW);
  }

  /** Adds a row. */
  public void add(IndexRow row) throws IOException {
    Map<String, @Nullable Object> line = new HashMap<>();
    line.put("key", row.key());
    line.put("shard_key", row.shardKey().value());
    line.put("shard", row.placement().shard());
    line.put("split", row.split().wireName());
    line.put("label", row.label());
    line.put("class_index", row.classIndex());
    line.put("group_key", row.group());
    line.put("sources", row.sources());
    line.put("items", row.items().stream().map(IndexWriter::members).toList());
    List<Map<String, Object>> fields = new ArrayList<>();
    for (FieldSpan field : row.placement().fields()) {
      fields.add(
          Map.of("name", field.name(), "byte_offset", field.offset(), "byte_size", field.size()));
    }
    line.put("fields", fields);
    out.write(CanonicalJson.write(line));
    out.write('\n');
  }

  private static Map<String, @Nullable Object> members(SourceItem item) {
    Map<String, @Nullable Object> members = new HashMap<>();
    members.put("stream", item.stream());
    members.put("source", item.sourceId());
    SourceItem.Window window = item.window();
    members.put(
        "source_window",
        window == null
            ? null
            : Map.of(
                "left_px", window.leftPx(),
                "top_px", window.topPx(),
                "width_px", window.widthPx(),
                "height_px", window.heightPx()));
    return members;
  }

  /** Writes the Parquet file and removes the temporary one. */
  public void finish() throws IOException {
    out.close();
    String copy =
        """
        copy (select * from read_json(%s, format = 'newline_delimited', columns = %s))
        to %s (format parquet, compression zstd)\
        """
            .formatted(
                LocalDuckDb.text(lines), COLUMNS, LocalDuckDb.text(folder.resolve(FILE_NAME)));
    try (Connection connection = LocalDuckDb.open(folder);
        Statement statement = connection.createStatement()) {
      statement.execute(copy);
    } catch (SQLException e) {
      throw LocalDuckDb.failed("write the index in " + folder, e);
    }
    Files.delete(lines);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
