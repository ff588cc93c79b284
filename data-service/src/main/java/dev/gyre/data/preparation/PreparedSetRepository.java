package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersionId;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedMembership;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.Shard;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.data.sample.SplitCode;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PreparedSetRepository {

  private static final String COLUMNS =
      """
      select p.id, p.preparation_id, p.version_id, d.name, v.number, p.contract_number,
        p.classes::text as classes, p.streams::text as streams, p.job_id, p.state, p.digest, p.index_artifact,
        p.statistics_artifact, p.sheet_artifact, p.shards::text as shards, p.report::text as report, p.created
      from data.prepared_set p
      join data.dataset_version v on v.id = p.version_id
      join data.dataset d on d.id = v.dataset_id
      """;

  private final JdbcClient jdbc;

  PreparedSetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A stored set with what the contract does not show. */
  record PreparedRow(PreparedSet set, DatasetVersionId version, JobId job) {}

  /** What a set is made of. */
  record Start(
      PreparationId preparation,
      DatasetVersionId version,
      int contractNumber,
      List<String> classes,
      List<StreamSpec> streams,
      JobId job,
      Instant now) {}

  /** False if there is one of the same preparation and version. */
  boolean insert(ProjectId project, PreparedSetId id, Start start) {
    return jdbc.sql(
                """
                insert into data.prepared_set (id, project_id, preparation_id, version_id,
                  contract_number, classes, streams, job_id, state, created)
                values (:id, :project, :preparation, :version, :contract, :classes, :streams, :job,
                  'BUILDING', :created)
                on conflict (preparation_id, version_id) do nothing
                """)
            .param("id", id.value())
            .param("project", project.value())
            .param("preparation", start.preparation().value())
            .param("version", start.version().value())
            .param("contract", start.contractNumber())
            .param("classes", Jsonb.write(start.classes()))
            .param("streams", Jsonb.write(start.streams()))
            .param("job", start.job().value())
            .param("created", start.now().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Locked to the end of the transaction. */
  Optional<PreparedRow> lock(PreparationId preparation, DatasetVersionId version) {
    return jdbc.sql(
            COLUMNS
                + "where p.preparation_id = :preparation and p.version_id = :version for update of"
                + " p")
        .param("preparation", preparation.value())
        .param("version", version.value())
        .query(PreparedSetRepository::map)
        .optional();
  }

  void restart(PreparedSetId id, JobId job) {
    jdbc.sql("update data.prepared_set set state = 'BUILDING', job_id = :job where id = :id")
        .param("id", id.value())
        .param("job", job.value())
        .update();
  }

  void finish(PreparedSetId id, PrepareResult result) {
    jdbc.sql(
            """
            update data.prepared_set set state = 'READY', digest = :digest, index_artifact = :index,
              statistics_artifact = :statistics, sheet_artifact = :sheet, shards = :shards, report = :report, rejects = :rejects
            where id = :id
            """)
        .param("id", id.value())
        .param("digest", result.digest().bytes())
        .param("index", result.index().bytes())
        .param("statistics", result.statistics().bytes())
        .param("sheet", result.sheet() == null ? null : result.sheet().bytes(), Types.BINARY)
        .param("shards", Jsonb.write(result.shards()))
        .param("report", Jsonb.write(result.report()))
        .param("rejects", Jsonb.write(result.rejects()))
        .update();
  }

  void fail(PreparedSetId id) {
    jdbc.sql("update data.prepared_set set state = 'FAILED' where id = :id")
        .param("id", id.value())
        .update();
  }

  Optional<PreparedRow> find(ProjectId project, PreparedSetId id) {
    return jdbc.sql(COLUMNS + "where p.project_id = :project and p.id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(PreparedSetRepository::map)
        .optional();
  }

  /** Newest first. */
  List<PreparedRow> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            COLUMNS
                + "where p.project_id = :project and p.id < :before order by p.id desc limit"
                + " :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(PreparedSetRepository::map)
        .list();
  }

  /** Those that are ready and hold a sample, newest first. */
  List<PreparedMembership> holding(ProjectId project, Sample sample) {
    return jdbc.sql(
            """
            select p.id, d.name, v.number, e.split from data.dataset_entry e
            join data.dataset d on d.id = e.dataset_id
            join data.dataset_version v on v.dataset_id = e.dataset_id
              and v.number >= e.from_version and v.number < e.to_version
            join data.prepared_set p on p.version_id = v.id and p.state = 'READY'
            where e.sample_id = :sample and d.project_id = :project and not exists (
              select from jsonb_array_elements(p.rejects) r where r ->> 'item' = :key)
            order by p.id desc limit 1000
            """)
        .param("sample", sample.id().value())
        .param("project", project.value())
        .param("key", sample.key())
        .query((row, _) ->
            new PreparedMembership(
                new PreparedSetId(row.getObject("id", UUID.class)),
                new DatasetRef(row.getString("name"), row.getInt("number")),
                SplitCode.split(row.getInt("split"))))
        .list();
  }

  List<Reject> rejects(PreparedSetId id) {
    String json =
        jdbc.sql("select rejects::text from data.prepared_set where id = :id")
            .param("id", id.value())
            .query(String.class)
            .single();
    return List.of(Jsonb.read(json, Reject[].class));
  }

  private static PreparedRow map(ResultSet row, int number) throws SQLException {
    String report = row.getString("report");
    PreparedSet set =
        new PreparedSet(
            new PreparedSetId(row.getObject("id", UUID.class)),
            new PreparationId(row.getObject("preparation_id", UUID.class)),
            new DatasetRef(row.getString("name"), row.getInt("number")),
            row.getInt("contract_number"),
            List.of(Jsonb.read(row.getString("classes"), String[].class)),
            List.of(Jsonb.read(row.getString("streams"), StreamSpec[].class)),
            PreparedState.valueOf(row.getString("state")),
            digest(row.getBytes("digest")),
            digest(row.getBytes("index_artifact")),
            digest(row.getBytes("statistics_artifact")),
            digest(row.getBytes("sheet_artifact")),
            List.of(Jsonb.read(row.getString("shards"), Shard[].class)),
            report == null ? null : Jsonb.read(report, PreparationReport.class),
            row.getObject("created", OffsetDateTime.class).toInstant());
    return new PreparedRow(
        set,
        new DatasetVersionId(row.getObject("version_id", UUID.class)),
        new JobId(row.getObject("job_id", UUID.class)));
  }

  private static @Nullable Digest digest(byte @Nullable [] hash) {
    return hash == null ? null : Digest.ofHash(hash);
  }
}
