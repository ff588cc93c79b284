package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.Split;
import dev.gyre.data.filter.SqlFilter;
import dev.gyre.data.sample.SplitCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members of versions, read from their interval rows. */
@Repository
class EntryRepository {

  private static final int FETCH = 5000;

  /** Each member once: a sample has one accepted annotation at most, and its first stream. */
  private static final String MEMBERS =
      """
      from data.dataset_entry e
      join data.sample s on s.id = e.sample_id
      join data.annotation a on a.sample_id = e.sample_id and a.state = 'ACCEPTED'
        and a.from_revision <= e.sample_revision and a.to_revision > e.sample_revision
      join data.stream_item i on i.sample_id = e.sample_id and i.ord = 0
      join data.sample_fact f on f.sample_id = e.sample_id
        and f.from_revision <= e.sample_revision and f.to_revision > e.sample_revision
      where e.dataset_id = :dataset and e.from_version <= :version and e.to_version > :version
      """;

  private final JdbcClient jdbc;

  EntryRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a version holds, in numbers, and the digest of its entries. */
  record Summary(Map<Split, Integer> bySplit, Map<String, Integer> byClass, VersionDigest digest) {}

  /** Reads a version once through, in a transaction. */
  Summary summarize(DatasetId dataset, int version) {
    Map<Split, Integer> bySplit = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      bySplit.put(split, 0);
    }
    Map<String, Integer> byClass = new TreeMap<>();
    VersionDigest digest = new VersionDigest();
    jdbc.sql(
            """
            select e.sample_digest, e.annotation_digest, e.split, a.class from data.dataset_entry e
            join data.annotation a on a.sample_id = e.sample_id and a.state = 'ACCEPTED'
              and a.from_revision <= e.sample_revision and a.to_revision > e.sample_revision
            where e.dataset_id = :dataset and e.from_version <= :version and e.to_version > :version
            order by e.sample_digest
            """)
        .withFetchSize(FETCH)
        .param("dataset", dataset.value())
        .param("version", version)
        .query(row -> {
          int split = row.getInt("split");
          bySplit.merge(SplitCode.split(split), 1, Integer::sum);
          byClass.merge(row.getString("class"), 1, Integer::sum);
          digest.add(
              VersionDigest.entry(
                  row.getBytes("sample_digest"), row.getBytes("annotation_digest"), split));
        });
    return new Summary(bySplit, byClass, digest);
  }

  /** Which entries to list. */
  record Query(@Nullable Split split, SqlFilter filter, String afterKey, int limit) {}

  /** By key. */
  List<DatasetEntry> list(DatasetId dataset, int version, Query query) {
    return jdbc.sql(
            """
            select e.sample_id, s.key, e.split, a.class, s.group_key, i.artifact, i.media
            """
                + MEMBERS
                + " and (cast(:split as int) is null or e.split = cast(:split as int))"
                + " and s.key > :after and "
                + query.filter().condition()
                + " order by s.key limit :limit")
        .params(query.filter().parameters())
        .param("dataset", dataset.value())
        .param("version", version)
        .param("split", query.split() == null ? null : SplitCode.of(query.split()))
        .param("after", query.afterKey())
        .param("limit", query.limit())
        .query(EntryRepository::entry)
        .list();
  }

  private static DatasetEntry entry(ResultSet row, int number) throws SQLException {
    return new DatasetEntry(
        new SampleId(row.getObject("sample_id", UUID.class)),
        row.getString("key"),
        SplitCode.split(row.getInt("split")),
        row.getString("class"),
        row.getString("group_key"),
        Digest.ofHash(row.getBytes("artifact")),
        row.getString("media"));
  }

  /** All columns of the manifest by key, in a transaction. */
  void readAll(DatasetId dataset, int version, RowCallbackHandler rows) {
    jdbc.sql(
            """
            select e.sample_id, s.key, e.split, a.class, s.group_key, s.metadata::text as metadata,
              i.artifact, i.media, i.size_bytes
            """
                + MEMBERS
                + " order by s.key")
        .withFetchSize(FETCH)
        .param("dataset", dataset.value())
        .param("version", version)
        .query(rows);
  }

  /** What of the digests a version's members hwas. */
  List<byte[]> held(DatasetId dataset, int version, List<byte[]> digests) {
    return jdbc.sql("select distinct i.artifact " + MEMBERS + " and i.artifact in (:digests)")
        .param("dataset", dataset.value())
        .param("version", version)
        .param("digests", digests)
        .query((row, number) -> row.getBytes(1))
        .list();
  }

  /**
   * What turned one version into a later one; {@code from} is below {@code to}. Only rows that
   * ended between the two were there, and only rows that began are there now: both are found by
   * index, however large the versions are.
   */
  DatasetDiff diff(DatasetId dataset, int from, int to) {
    Map<Change, Part> parts = new EnumMap<>(Change.class);
    jdbc.sql(
            """
            with was as materialized (
              select sample_id, sample_digest, annotation_digest, split from data.dataset_entry
              where dataset_id = :dataset and to_version > :from and to_version <= :to
                and to_version < 2147483647 and from_version <= :from),
            is_now as materialized (
              select sample_id, sample_digest, annotation_digest, split from data.dataset_entry
              where dataset_id = :dataset and from_version > :from and from_version <= :to
                and to_version > :to),
            differing as (
              select coalesce(n.sample_id, w.sample_id) as sample_id,
                case when w.sample_id is null then 'ADDED' when n.sample_id is null then 'REMOVED'
                  else 'CHANGED' end as change
              from was w full join is_now n on n.sample_id = w.sample_id
              where (n.sample_digest, n.annotation_digest, n.split)
                is distinct from (w.sample_digest, w.annotation_digest, w.split)),
            placed as (
              select d.change, s.key, count(*) over (partition by d.change) as n,
                row_number() over (partition by d.change order by s.key) as place
              from differing d join data.sample s on s.id = d.sample_id)
            select change, key, n from placed where place <= :keys order by change, place
            """)
        .param("dataset", dataset.value())
        .param("from", from)
        .param("to", to)
        .param("keys", DatasetDiff.MAX_KEYS)
        .query(row -> {
          parts
              .computeIfAbsent(
                  Change.valueOf(row.getString("change")), _ -> new Part(new ArrayList<>()))
              .add(row.getString("key"), row.getInt("n"));
        });
    Part none = new Part(List.of());
    Part added = parts.getOrDefault(Change.ADDED, none);
    Part removed = parts.getOrDefault(Change.REMOVED, none);
    Part changed = parts.getOrDefault(Change.CHANGED, none);
    return new DatasetDiff(
        from,
        to,
        added.count,
        removed.count,
        changed.count,
        added.keys,
        removed.keys,
        changed.keys);
  }

  private enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** The first keys of a change, and how many there are. */
  private static final class Part {

    private final List<String> keys;
    private int count;

    Part(List<String> keys) {
      this.keys = keys;
    }

    void add(String key, int of) {
      keys.add(key);
      count = of;
    }
  }
}
