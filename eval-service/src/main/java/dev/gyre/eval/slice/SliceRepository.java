package dev.gyre.eval.slice;

import dev.gyre.api.Digest;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SliceState;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SliceRepository {

  private static final String COLUMNS =
      "select id, name, state, filter, samples, content, created from eval.slice ";

  private final JdbcClient jdbc;

  SliceRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A slice with what it is made of.
   *
   * @param content SHA-256 over the filter, the list, or both
   */
  record Entry(Slice slice, Digest content) {}

  /** False if the name is taken. */
  boolean insert(ProjectId project, Entry entry) {
    Slice slice = entry.slice();
    return jdbc.sql(
                """
                insert into eval.slice (id, project_id, name, state, filter, samples, content, created)
                values (:id, :project, :name, :state, :filter, :samples, :content, :created)
                on conflict (project_id, name) do nothing
                """)
            .param("id", slice.id().value())
            .param("project", project.value())
            .param("name", slice.name())
            .param("state", slice.state().name())
            .param("filter", slice.filter())
            .param("samples", slice.samples())
            .param("content", entry.content().bytes())
            .param("created", slice.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void insertSamples(SliceId slice, List<SampleId> samples) {
    jdbc.sql(
            """
            insert into eval.slice_sample (slice, position, sample_id)
            select :slice, position, sample_id
            from unnest(:samples::uuid[]) with ordinality as s (sample_id, position)
            """)
        .param("slice", slice.value())
        .param("samples", samples.stream().map(SampleId::value).toArray(UUID[]::new))
        .update();
  }

  Optional<Entry> find(ProjectId project, SliceId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(SliceRepository::map)
        .optional();
  }

  Optional<Entry> find(ProjectId project, String name) {
    return jdbc.sql(COLUMNS + "where project_id = :project and name = :name")
        .param("project", project.value())
        .param("name", name)
        .query(SliceRepository::map)
        .optional();
  }

  List<Slice> list(ProjectId project, UUID before, int limit) {
    return jdbc
        .sql(COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(SliceRepository::map)
        .stream()
        .map(Entry::slice)
        .toList();
  }

  /** Samples of a frozen slice after a position, which counts from 1. */
  List<SampleId> samples(SliceId slice, long after, int limit) {
    return jdbc.sql(
            """
            select sample_id from eval.slice_sample
            where slice = :slice and position > :after order by position limit :limit
            """)
        .param("slice", slice.value())
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> new SampleId(row.getObject(1, UUID.class)))
        .list();
  }

  private static Entry map(ResultSet row, int number) throws SQLException {
    Slice slice =
        new Slice(
            new SliceId(row.getObject("id", UUID.class)),
            row.getString("name"),
            SliceState.valueOf(row.getString("state")),
            row.getString("filter"),
            row.getInt("samples"),
            row.getObject("created", OffsetDateTime.class).toInstant());
    return new Entry(slice, Digest.ofHash(row.getBytes("content")));
  }
}
