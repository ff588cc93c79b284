package dev.gyre.eval.evaluation;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.ReliabilityBin;
import dev.gyre.api.eval.WorstSample;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EvaluationRepository {

  private static final String COLUMNS =
      """
      select id, project_id, identity, model, model_version, dataset, dataset_version, split,
        prediction_set, contract_number, job_id, state, classes::text, confusion::text,
        reliability::text, rejected, created
      from eval.evaluation
      """;

  private final JdbcClient jdbc;

  EvaluationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The one of this identity, locked until the transaction ends. */
  Optional<EvaluationEntry> lock(ProjectId project, Digest identity) {
    return jdbc.sql(COLUMNS + "where project_id = :project and identity = :identity for update")
        .param("project", project.value())
        .param("identity", identity.bytes())
        .query(EvaluationRepository::map)
        .optional();
  }

  /** False if somebody else was faster with an equal one. */
  boolean insert(EvaluationEntry entry) {
    Evaluation evaluation = entry.evaluation();
    return jdbc.sql(
                """
                insert into eval.evaluation (id, project_id, identity, model, model_version,
                  dataset, dataset_version, split, prediction_set, contract_number, job_id, state,
                  classes, created)
                values (:id, :project, :identity, :model, :modelVersion, :dataset, :datasetVersion,
                  :split, :predictionSet, :contract, :job, :state, :classes, :created)
                on conflict (project_id, identity) do nothing
                """)
            .param("id", evaluation.id().value())
            .param("project", entry.project().value())
            .param("identity", entry.identity().bytes())
            .param("model", evaluation.model().model())
            .param("modelVersion", evaluation.model().version())
            .param("dataset", evaluation.dataset().dataset())
            .param("datasetVersion", evaluation.dataset().version())
            .param("split", evaluation.split().name())
            .param("predictionSet", evaluation.predictionSet().value())
            .param("contract", evaluation.contractNumber())
            .param("job", entry.job().value())
            .param("state", evaluation.state().name())
            .param("classes", Jsonb.write(evaluation.classes()))
            .param("created", evaluation.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void restart(EvaluationId id, JobId job) {
    jdbc.sql(
            """
            update eval.evaluation set state = 'RUNNING', job_id = :job
            where id = :id and state = 'FAILED'
            """)
        .param("id", id.value())
        .param("job", job.value())
        .update();
  }

  /** False if it was done before: the first numbers stay. */
  boolean done(EvaluationId id, EvaluationNumbers numbers, int rejected) {
    return jdbc.sql(
                """
                update eval.evaluation set state = 'DONE', confusion = :confusion,
                  reliability = :reliability, worst = :worst, rejected = :rejected
                where id = :id and state <> 'DONE'
                """)
            .param("id", id.value())
            .param("confusion", Jsonb.write(numbers.confusion()))
            .param("reliability", Jsonb.write(numbers.reliability()))
            .param("worst", Jsonb.write(numbers.worst()))
            .param("rejected", rejected)
            .update()
        == 1;
  }

  void fail(JobId job) {
    jdbc.sql(
            "update eval.evaluation set state = 'FAILED' where job_id = :job and state = 'RUNNING'")
        .param("job", job.value())
        .update();
  }

  Optional<EvaluationEntry> find(ProjectId project, EvaluationId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(EvaluationRepository::map)
        .optional();
  }

  List<Evaluation> list(ProjectId project, @Nullable String model, UUID before, int limit) {
    return jdbc
        .sql(
            COLUMNS
                + """
                where project_id = :project and id < :before
                  and (cast(:model as text) is null or model = :model)
                order by id desc limit :limit
                """)
        .param("project", project.value())
        .param("model", model)
        .param("before", before)
        .param("limit", limit)
        .query(EvaluationRepository::map)
        .stream()
        .map(EvaluationEntry::evaluation)
        .toList();
  }

  List<WorstSample> worst(EvaluationId id) {
    String json =
        jdbc.sql("select worst::text from eval.evaluation where id = :id")
            .param("id", id.value())
            .query(String.class)
            .single();
    return List.of(Jsonb.read(json, WorstSample[].class));
  }

  private static EvaluationEntry map(ResultSet row, int number) throws SQLException {
    Evaluation evaluation =
        new Evaluation(
            new EvaluationId(row.getObject("id", UUID.class)),
            new ModelRef(row.getString("model"), row.getInt("model_version")),
            new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
            Split.valueOf(row.getString("split")),
            new PredictionSetId(row.getObject("prediction_set", UUID.class)),
            row.getInt("contract_number"),
            EvaluationState.valueOf(row.getString("state")),
            List.of(Jsonb.read(row.getString("classes"), String[].class)),
            List.of(),
            List.of(),
            Arrays.stream(Jsonb.read(row.getString("confusion"), Long[][].class))
                .map(List::of)
                .toList(),
            List.of(Jsonb.read(row.getString("reliability"), ReliabilityBin[].class)),
            row.getInt("rejected"),
            row.getObject("created", OffsetDateTime.class).toInstant());
    return new EvaluationEntry(
        new ProjectId(row.getObject("project_id", UUID.class)),
        Digest.ofHash(row.getBytes("identity")),
        evaluation,
        new JobId(row.getObject("job_id", UUID.class)));
  }
}
