package dev.gyre.data.dataset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.data.sample.SampleDigests;
import dev.gyre.data.sample.SampleDigests.AnnotationForm;
import dev.gyre.data.sample.SampleDigests.SampleForm;
import dev.gyre.data.sample.SampleDigests.StreamForm;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/**
 * Builds the entries of a version anew from what samples, streams, scopes and annotations were at
 * its revisions, without a look at any stored digest but those of bytes.
 */
@Repository
class RebuildRepository {

  private static final int FETCH = 1000;

  private final JdbcClient jdbc;

  RebuildRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The 65-byte entries, in no order; in a transaction. 65 MB for a million members. */
  List<byte[]> entries(DatasetId dataset, int version) {
    List<byte[]> entries = new ArrayList<>();
    jdbc.sql(
            """
            select s.key, s.sequence_id, s.time_ns, s.group_key, s.metadata::text as metadata, e.split,
              (select p.state from data.sample_scope p where p.sample_id = s.id
                and p.from_revision <= e.sample_revision and p.to_revision > e.sample_revision)
                as scope,
              (select jsonb_agg(jsonb_build_object('name', i.name, 'artifact',
                  encode(i.artifact, 'hex'), 'locator', i.locator, 'attributes', i.attributes)
                  order by i.ord)
                from data.stream_item i where i.sample_id = s.id)::text as streams,
              (select jsonb_agg(jsonb_build_object('target', a.target, 'class', a.class, 'geometry',
                  a.geometry, 'attributes', a.attributes, 'object', a.object_id, 'crowd', a.crowd,
                  'ignored', a.ignored))
                from data.annotation a where a.sample_id = s.id and a.state = 'ACCEPTED'
                  and a.from_revision <= e.sample_revision and a.to_revision > e.sample_revision)::text
                as annotations
            from data.dataset_entry e join data.sample s on s.id = e.sample_id
            where e.dataset_id = :dataset and e.from_version <= :version and e.to_version > :version
            """)
        .withFetchSize(FETCH)
        .param("dataset", dataset.value())
        .param("version", version)
        .query(row -> {
          entries.add(entry(row));
        });
    return entries;
  }

  private static byte[] entry(ResultSet row) throws SQLException {
    long time = row.getLong("time_ns");
    String timeNs = row.wasNull() ? null : Long.toString(time);
    SampleForm sample =
        new SampleForm(
            row.getString("key"),
            row.getString("sequence_id"),
            timeNs,
            row.getString("group_key"),
            Jsonb.tree(row.getString("metadata")),
            list(row.getString("streams")).stream().map(RebuildRepository::stream).toList());
    List<Digest> annotations =
        list(row.getString("annotations")).stream().map(node -> annotation(node).digest()).toList();
    String scope = row.getString("scope");
    Digest set =
        SampleDigests.annotationSet(
            scope == null ? ScopeState.UNLABELLED : ScopeState.valueOf(scope), annotations);
    return VersionDigest.entry(sample.digest().bytes(), set.bytes(), row.getInt("split"));
  }

  private static List<JsonNode> list(@Nullable String json) {
    List<JsonNode> nodes = new ArrayList<>();
    if (json != null) {
      Jsonb.tree(json).forEach(nodes::add);
    }
    return nodes;
  }

  private static StreamForm stream(JsonNode node) {
    return new StreamForm(
        node.get("name").asString(),
        new Digest(node.get("artifact").asString()),
        present(node, "locator"),
        present(node, "attributes"));
  }

  private static AnnotationForm annotation(JsonNode node) {
    JsonNode object = present(node, "object");
    JsonNode className = present(node, "class");
    return new AnnotationForm(
        node.get("target").asString(),
        className == null ? null : className.asString(),
        present(node, "geometry"),
        present(node, "attributes"),
        object == null ? null : object.asString(),
        node.get("crowd").booleanValue(),
        node.get("ignored").booleanValue());
  }

  private static @Nullable JsonNode present(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
