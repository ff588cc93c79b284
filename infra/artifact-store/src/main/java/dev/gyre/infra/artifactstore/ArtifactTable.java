package dev.gyre.infra.artifactstore;

import dev.gyre.api.Digest;
import dev.gyre.infra.postgres.ServiceName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which artifacts exist and where their bytes are. Rows are written once. */
final class ArtifactTable {

  private static final String INSERT =
      """
      insert into platform.artifact
        (digest, owner_role, media_type, size_bytes, pack, pack_offset)
      values (?, ?, ?, ?, ?, ?) on conflict (digest) do nothing
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final ServiceName service;

  ArtifactTable(JdbcTemplate jdbc, PlatformTransactionManager transactions, ServiceName service) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.service = service;
  }

  Optional<Row> find(Digest digest) {
    return jdbc
        .query(
            """
            select media_type, size_bytes, pack, pack_offset from platform.artifact
            where digest = ?
            """,
            (row, _) -> row(digest, row),
            digest.bytes())
        .stream()
        .findFirst();
  }

  Set<Digest> missing(Collection<Digest> digests) {
    Set<Digest> missing = new HashSet<>(digests);
    jdbc.query(
        """
        select digest from platform.artifact
        where digest in (select decode(hex, 'hex') from unnest(string_to_array(?, ',')) hex)
        """,
        row -> {
          missing.remove(Digest.ofHash(row.getBytes(1)));
        },
        missing.stream().map(Digest::hex).collect(Collectors.joining(",")));
    return missing;
  }

  void insert(Artifact artifact) {
    insert(List.of(new Row(artifact, null, null)));
  }

  /** The pack and its artifacts, in one transaction. */
  void insert(UUID pack, long bytes, List<Row> rows) {
    transactions.executeWithoutResult(_ -> {
      jdbc.update(
          "insert into platform.pack (id, owner_role, bytes) values (?, ?, ?)",
          pack,
          service.role(),
          bytes);
      insert(rows);
    });
  }

  private void insert(List<Row> rows) {
    jdbc.batchUpdate(INSERT, rows.stream().map(this::parameters).toList());
  }

  private @Nullable Object[] parameters(Row row) {
    Artifact artifact = row.artifact();
    return new @Nullable Object[] {
      artifact.digest().bytes(),
      service.role(),
      artifact.mediaType(),
      artifact.sizeBytes(),
      row.pack(),
      row.packOffset()
    };
  }

  private static Row row(Digest digest, ResultSet row) throws SQLException {
    return new Row(
        new Artifact(digest, row.getString("media_type"), row.getLong("size_bytes")),
        row.getObject("pack", UUID.class),
        row.getObject("pack_offset", Long.class));
  }

  /**
   * @param pack absent if the artifact has an object of its own
   * @param packOffset in bytes
   */
  record Row(Artifact artifact, @Nullable UUID pack, @Nullable Long packOffset) {}
}
