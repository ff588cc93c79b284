package dev.gyre.data.sample;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.ProjectId;
import dev.gyre.data.filter.SqlFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class SampleRepository {

  private static final String COLUMNS =
      """
      select s.id, s.key, s.sequence_id, s.time_ns, s.group_key, s.metadata::text as metadata, s.digest, s.revision, s.scope,
        s.class_name, s.created
      from data.sample s
      """;

  private static final String FACTS =
      " join data.sample_fact f on f.sample_id = s.id and f.to_revision = 2147483647 ";

  private final JdbcClient jdbc;
  private final SamplePartRepository reader;

  SampleRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.reader = new SamplePartRepository(jdbc);
  }

  /** By key. A page is found by index, and starting workers would take longer than finding it. */
  @Transactional(readOnly = true)
  List<Sample> list(ProjectId project, SqlFilter filter, String afterKey, int limit) {
    jdbc.sql("set local max_parallel_workers_per_gather = 0").update();
    return reader.read(
        jdbc.sql(
                COLUMNS
                    + facts(filter)
                    + " where s.project_id = :project and s.key > :after and "
                    + filter.condition()
                    + " order by s.key limit :limit")
            .params(filter.parameters())
            .param("project", project.value())
            .param("after", afterKey)
            .param("limit", limit));
  }

  /**
   * How many pass, up to a bound.
   *
   * @param seconds after which the database gives up
   */
  int count(ProjectId project, SqlFilter filter, int bound, int seconds) {
    return jdbc.sql(
            "select count(*) from (select 1 from data.sample s "
                + facts(filter)
                + " where s.project_id = :project and "
                + filter.condition()
                + " limit :bound) passing")
        .withQueryTimeout(seconds)
        .params(filter.parameters())
        .param("project", project.value())
        .param("bound", bound)
        .query(Integer.class)
        .single();
  }

  private static String facts(SqlFilter filter) {
    return filter.equals(SqlFilter.ALL) ? "" : FACTS;
  }

  Optional<Sample> find(ProjectId project, SampleId sample) {
    return findAll(project, List.of(sample)).stream().findFirst();
  }

  /** In no order. */
  List<Sample> findAll(ProjectId project, Collection<SampleId> samples) {
    return reader.read(
        jdbc.sql(COLUMNS + " where s.project_id = :project and s.id = any(cast(:ids as uuid[]))")
            .param("project", project.value())
            .param("ids", samples.stream().map(SampleId::toString).toArray(String[]::new)));
  }

  Optional<StreamItem> findStream(ProjectId project, SampleId sample, String stream) {
    return jdbc.sql(
            """
            select i.name, i.artifact, i.media, i.size_bytes, i.attributes::text as attributes
            from data.stream_item i
            join data.sample s on s.id = i.sample_id
            where s.project_id = :project and s.id = :sample and i.name = :stream
            """)
        .param("project", project.value())
        .param("sample", sample.value())
        .param("stream", stream)
        .query(SampleRepository::stream)
        .optional();
  }

  /** Newest first. */
  List<Membership> memberships(ProjectId project, SampleId sample) {
    return jdbc.sql(
            """
            select d.name, v.number, e.split from data.dataset_entry e
            join data.dataset d on d.id = e.dataset_id
            join data.dataset_version v on v.dataset_id = e.dataset_id
              and v.number >= e.from_version and v.number < e.to_version
            where e.sample_id = :sample and d.project_id = :project
            order by v.created desc, d.name, v.number desc limit 1000
            """)
        .param("sample", sample.value())
        .param("project", project.value())
        .query((row, number) ->
            new Membership(
                new DatasetRef(row.getString("name"), row.getInt("number")),
                SplitCode.split(row.getInt("split"))))
        .list();
  }

  static StreamItem stream(ResultSet row, int number) throws SQLException {
    return new StreamItem(
        row.getString("name"),
        Digest.ofHash(row.getBytes("artifact")),
        row.getString("media"),
        row.getLong("size_bytes"),
        Attributes.read(row.getString("attributes")));
  }
}
