package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.AnnotationId;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts samples together with their streams and present annotations: three queries for any number.
 */
final class SamplePartRepository {

  private final JdbcClient jdbc;

  SamplePartRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Sample> read(JdbcClient.StatementSpec samples) {
    List<Sample> bare = samples.query(SamplePartRepository::bare).list();
    if (bare.isEmpty()) {
      return bare;
    }
    String[] ids = bare.stream().map(sample -> sample.id().toString()).toArray(String[]::new);
    Map<UUID, List<StreamItem>> streams = streams(ids);
    Map<UUID, List<Annotation>> annotations = annotations(ids);
    return bare.stream()
        .map(sample ->
            with(
                sample,
                streams.getOrDefault(sample.id().value(), List.of()),
                annotations.getOrDefault(sample.id().value(), List.of())))
        .toList();
  }

  private static Sample bare(ResultSet row, int number) throws SQLException {
    return new Sample(
        new SampleId(row.getObject("id", UUID.class)),
        row.getString("key"),
        row.getString("sequence_id"),
        row.getObject("time_ns", Long.class),
        row.getString("group_key"),
        Metadata.read(row.getString("metadata")),
        List.of(),
        Digest.ofHash(row.getBytes("digest")),
        row.getInt("revision"),
        ScopeState.valueOf(row.getString("scope")),
        row.getString("class_name"),
        List.of(),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }

  private static Sample with(
      Sample sample, List<StreamItem> streams, List<Annotation> annotations) {
    return new Sample(
        sample.id(),
        sample.key(),
        sample.sequence(),
        sample.timeNs(),
        sample.group(),
        sample.metadata(),
        streams,
        sample.digest(),
        sample.revision(),
        sample.scope(),
        sample.className(),
        annotations,
        sample.created());
  }

  private Map<UUID, List<StreamItem>> streams(String[] ids) {
    Map<UUID, List<StreamItem>> found = new HashMap<>();
    jdbc.sql(
            """
            select sample_id, name, artifact, media, size_bytes, attributes::text as attributes
            from data.stream_item
            where sample_id = any(cast(:ids as uuid[])) order by sample_id, ord
            """)
        .param("ids", ids)
        .query(row -> {
          found
              .computeIfAbsent(row.getObject("sample_id", UUID.class), _ -> new ArrayList<>())
              .add(SampleRepository.stream(row, 0));
        });
    return found;
  }

  private Map<UUID, List<Annotation>> annotations(String[] ids) {
    Map<UUID, List<Annotation>> found = new HashMap<>();
    jdbc.sql(
            """
            select sample_id, id, target, class, geometry::text as geometry,
              attributes::text as attributes, object_id, crowd, ignored, source, author, state, created
            from data.annotation
            where sample_id = any(cast(:ids as uuid[])) and to_revision = 2147483647
            order by sample_id, created, id
            """)
        .param("ids", ids)
        .query(row -> {
          found
              .computeIfAbsent(row.getObject("sample_id", UUID.class), _ -> new ArrayList<>())
              .add(annotation(row));
        });
    return found;
  }

  private static Annotation annotation(ResultSet row) throws SQLException {
    String geometry = row.getString("geometry");
    return new Annotation(
        new AnnotationId(row.getObject("id", UUID.class)),
        row.getString("target"),
        row.getString("class"),
        geometry == null ? null : Jsonb.read(geometry, Geometry.class),
        Attributes.read(row.getString("attributes")),
        row.getString("object_id"),
        row.getBoolean("crowd"),
        row.getBoolean("ignored"),
        AnnotationSource.valueOf(row.getString("source")),
        row.getString("author"),
        AnnotationState.valueOf(row.getString("state")),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
