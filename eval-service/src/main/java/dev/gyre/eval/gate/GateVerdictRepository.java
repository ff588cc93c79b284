package dev.gyre.eval.gate;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class GateVerdictRepository {

  private static final String COLUMNS =
      """
      select id, project_id, identity, candidate_model, candidate_version, champion_model,
        champion_version, standing_version, dataset, dataset_version, contract_number,
        slices::text, warnings::text, job_id, state, body::text
      from eval.gate_verdict
      """;

  private final JdbcClient jdbc;

  GateVerdictRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The one of this identity, locked until the transaction ends. */
  Optional<GateEntry> lock(ProjectId project, Digest identity) {
    return jdbc.sql(COLUMNS + "where project_id = :project and identity = :identity for update")
        .param("project", project.value())
        .param("identity", identity.bytes())
        .query(GateVerdictRepository::map)
        .optional();
  }

  /** False if somebody else was faster with an equal one. */
  boolean insert(GateEntry entry, Instant created) {
    GateCase judged = entry.judged();
    ModelRef champion = judged.champion();
    return jdbc.sql(
                """
                insert into eval.gate_verdict (id, project_id, identity, candidate_model,
                  candidate_version, champion_model, champion_version, standing_version, dataset,
                  dataset_version, contract_number, slices, warnings, job_id, state, created)
                values (:id, :project, :identity, :candidateModel, :candidateVersion,
                  :championModel, :championVersion, :standing, :dataset, :datasetVersion,
                  :contract, :slices, :warnings, :job, 'RUNNING', :created)
                on conflict (project_id, identity) do nothing
                """)
            .param("id", entry.id().value())
            .param("project", judged.project().value())
            .param("identity", entry.identity().bytes())
            .param("candidateModel", judged.candidate().model())
            .param("candidateVersion", judged.candidate().version())
            .param("championModel", champion == null ? null : champion.model())
            .param("championVersion", champion == null ? null : champion.version())
            .param("standing", judged.standing())
            .param("dataset", judged.dataset().dataset())
            .param("datasetVersion", judged.dataset().version())
            .param("contract", judged.contractNumber())
            .param("slices", Jsonb.write(judged.slices()))
            .param("warnings", Jsonb.write(judged.warnings()))
            .param("job", entry.job().value())
            .param("created", created.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void restart(GateVerdictId id, JobId job) {
    jdbc.sql(
            """
            update eval.gate_verdict set state = 'RUNNING', job_id = :job
            where id = :id and state = 'FAILED'
            """)
        .param("id", id.value())
        .param("job", job.value())
        .update();
  }

  void give(GateVerdict verdict) {
    jdbc.sql(
            """
            update eval.gate_verdict set state = 'GIVEN', body = :body
            where id = :id and state <> 'GIVEN'
            """)
        .param("id", verdict.id().value())
        .param("body", Jsonb.write(verdict))
        .update();
  }

  void fail(JobId job) {
    jdbc.sql(
            """
            update eval.gate_verdict set state = 'FAILED' where job_id = :job and state = 'RUNNING'
            """)
        .param("job", job.value())
        .update();
  }

  /** How many other candidates the test split of a dataset has judged. */
  int judgedBefore(GateCase judged) {
    return jdbc.sql(
            """
            select count(distinct (candidate_model, candidate_version)) from eval.gate_verdict
            where project_id = :project and dataset = :dataset and state = 'GIVEN'
              and (candidate_model, candidate_version) <> (:model, :version)
            """)
        .param("project", judged.project().value())
        .param("dataset", judged.dataset().dataset())
        .param("model", judged.candidate().model())
        .param("version", judged.candidate().version())
        .query(Integer.class)
        .single();
  }

  Optional<GateEntry> find(ProjectId project, GateVerdictId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(GateVerdictRepository::map)
        .optional();
  }

  List<GateVerdict> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            """
            select body::text from eval.gate_verdict
            where project_id = :project and state = 'GIVEN' and id < :before
            order by id desc limit :limit
            """)
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query((row, _) -> Jsonb.read(row.getString(1), GateVerdict.class))
        .list();
  }

  private static GateEntry map(ResultSet row, int number) throws SQLException {
    String champion = row.getString("champion_model");
    GateCase judged =
        new GateCase(
            new ProjectId(row.getObject("project_id", UUID.class)),
            new ModelRef(row.getString("candidate_model"), row.getInt("candidate_version")),
            champion == null ? null : new ModelRef(champion, row.getInt("champion_version")),
            row.getObject("standing_version", Integer.class),
            new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
            row.getInt("contract_number"),
            List.of(Jsonb.read(row.getString("slices"), SliceId[].class)),
            List.of(Jsonb.read(row.getString("warnings"), String[].class)));
    String body = row.getString("body");
    return new GateEntry(
        new GateVerdictId(row.getObject("id", UUID.class)),
        judged,
        Digest.ofHash(row.getBytes("identity")),
        new JobId(row.getObject("job_id", UUID.class)),
        row.getString("state").equals("FAILED"),
        body == null ? null : Jsonb.read(body, GateVerdict.class));
  }
}
