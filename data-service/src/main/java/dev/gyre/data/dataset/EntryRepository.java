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
import java.util.Collection;
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

  /** The label {@code a} of a member, if it has one: at most one row for each. */
  private static final String LABEL =
      """
      left join data.annotation a on a.sample_id = e.sample_id and a.state = 'ACCEPTED'
        and a.target = 'sample' and a.geometry is null
        and a.from_revision <= e.sample_revision and a.to_revision > e.sample_revision
      """;

  private static final String IN_VERSION =
      """
      where e.dataset_id = :dataset and e.from_version <= :version and e.to_version > :version
      """;

  /** Each member once, with its first stream {@code i}. */
  private static final String MEMBERS =
      """
      from data.dataset_entry e
      join data.sample s on s.id = e.sample_id
      join data.stream_item i on i.sample_id = e.sample_id and i.ord = 0
      join data.sample_fact f on f.sample_id = e.sample_id
        and f.from_revision <= e.sample_revision and f.to_revision > e.sample_revision
      """
          + LABEL
          + IN_VERSION;

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
            """
                + LABEL
                + IN_VERSION
                + " order by e.sample_digest")
        .withFetchSize(FETCH)
        .param("dataset", dataset.value())
        .param("version", version)
        .query(row -> {
          int split = row.getInt("split");
          bySplit.merge(SplitCode.split(split), 1, Integer::sum);
          String label = row.getString("class");
          if (label != null) {
            byClass.merge(label, 1, Integer::sum);
          }
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

  /**
   * Names are those of the contract's records, 64-bit integers are texts, what is null is absent.
   */
  private static final String MANIFEST_PARTS =
      """
      coalesce((select p.state from data.sample_scope p where p.sample_id = e.sample_id
          and p.from_revision <= e.sample_revision and p.to_revision > e.sample_revision),
        'UNLABELLED') as scope,
      (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', t.name, 'artifact',
            encode(t.artifact, 'hex'), 'media_type', t.media, 'size', t.size_bytes::text))
          || jsonb_build_object('attributes', coalesce(t.attributes, '{}')) order by t.ord)
        from data.stream_item t where t.sample_id = e.sample_id)::text as streams,
      coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('target', x.target,
              'class_name', x.class, 'object_id', x.object_id, 'crowd', x.crowd, 'ignored',
              x.ignored, 'source', x.source, 'geometry', x.geometry))
            || jsonb_build_object('attributes', coalesce(x.attributes, '{}'))
          order by x.target, x.digest)
        from data.annotation x where x.sample_id = e.sample_id and x.state = 'ACCEPTED'
          and x.from_revision <= e.sample_revision and x.to_revision > e.sample_revision), '[]')::text
        as annotations
      """;

  /** All columns of the manifest by key, in a transaction. */
  void readAll(DatasetId dataset, int version, RowCallbackHandler rows) {
    jdbc.sql(
            """
            select e.sample_id, s.key, e.split, a.class, s.group_key, s.metadata::text as metadata,
              i.artifact, i.media, i.size_bytes, s.sequence_id, s.time_ns,
            """
                + MANIFEST_PARTS
                + MEMBERS
                + " order by s.key")
        .withFetchSize(FETCH)
        .param("dataset", dataset.value())
        .param("version", version)
        .query(rows);
  }

  /** Which of the digests are in streams of a version's members. */
  List<Digest> heldByStreams(DatasetId dataset, int version, Collection<Digest> digests) {
    return jdbc.sql(
            """
            select distinct i.artifact from data.dataset_entry e
            join data.stream_item i on i.sample_id = e.sample_id
            """
                + IN_VERSION
                + " and i.artifact in (:digests)")
        .param("dataset", dataset.value())
        .param("version", version)
        .param("digests", digests.stream().map(Digest::bytes).toList())
        .query((row, _) -> Digest.ofHash(row.getBytes(1)))
        .list();
  }

  /** Which of the digests are maps that were accepted of a version's members. */
  List<Digest> heldByAnnotations(DatasetId dataset, int version, Collection<Digest> digests) {
    return jdbc.sql(
            """
            select distinct x.geometry ->> 'artifact' from data.dataset_entry e
            join data.annotation x on x.sample_id = e.sample_id and x.state = 'ACCEPTED'
              and x.from_revision <= e.sample_revision and x.to_revision > e.sample_revision
            """
                + IN_VERSION
                + " and x.geometry ->> 'artifact' in (:digests)")
        .param("dataset", dataset.value())
        .param("version", version)
        .param("digests", digests.stream().map(Digest::hex).toList())
        .query((row, _) -> new Digest(row.getString(1)))
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
