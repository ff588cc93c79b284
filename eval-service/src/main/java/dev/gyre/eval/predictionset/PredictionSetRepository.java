package dev.gyre.eval.predictionset;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.eval.PredictionSet;
import dev.gyre.api.eval.PredictionSetId;
import dev.gyre.api.eval.PredictionSetState;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.TaskKind;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PredictionSetRepository {

  private static final String COLUMNS =
      """
      select id, project_id, model, model_version, dataset, dataset_version, split, task, job_id, state,
        expected, artifact, masks, count, rejected, failure, created
      from eval.prediction_set
      """;

  private final JdbcClient jdbc;

  PredictionSetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The one of these inputs, locked until the transaction ends. */
  Optional<PredictionEntry> lock(PredictionPlan plan) {
    return jdbc.sql(
            COLUMNS
                + """
                where project_id = :project and model = :model and model_version = :modelVersion
                  and dataset = :dataset and dataset_version = :datasetVersion and split = :split
                for update
                """)
        .param("project", plan.project().value())
        .param("model", plan.model().model())
        .param("modelVersion", plan.model().version())
        .param("dataset", plan.dataset().dataset())
        .param("datasetVersion", plan.dataset().version())
        .param("split", plan.split().name())
        .query(PredictionSetRepository::map)
        .optional();
  }

  /** False if somebody else was faster with equal inputs. */
  boolean insert(PredictionEntry entry) {
    PredictionSet set = entry.set();
    return jdbc.sql(
                """
                insert into eval.prediction_set (id, project_id, model, model_version, dataset,
                  dataset_version, split, task, job_id, state, expected, created)
                values (:id, :project, :model, :modelVersion, :dataset, :datasetVersion, :split,
                  :task, :job, :state, :expected, :created)
                on conflict (project_id, model, model_version, dataset, dataset_version, split)
                  do nothing
                """)
            .param("id", set.id().value())
            .param("project", entry.project().value())
            .param("model", set.model().model())
            .param("modelVersion", set.model().version())
            .param("dataset", set.dataset().dataset())
            .param("datasetVersion", set.dataset().version())
            .param("split", set.split().name())
            .param("task", set.task().name())
            .param("job", entry.job().value())
            .param("state", set.state().name())
            .param("expected", entry.expected())
            .param("created", set.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void restart(PredictionSetId id, JobId job) {
    jdbc.sql(
            """
            update eval.prediction_set set state = 'RUNNING', job_id = :job, failure = null
            where id = :id and state = 'FAILED'
            """)
        .param("id", id.value())
        .param("job", job.value())
        .update();
  }

  void ready(JobId job, PredictResult result, int rejected) {
    jdbc.sql(
            """
            update eval.prediction_set set state = 'READY', artifact = :artifact, masks = :masks,
              count = :count, rejected = :rejected, rejects = :rejects
            where job_id = :job
            """)
        .param("artifact", result.predictions().bytes())
        .param("masks", result.masks() == null ? null : result.masks().bytes())
        .param("count", result.count())
        .param("rejected", rejected)
        .param("rejects", Jsonb.write(result.rejects()))
        .param("job", job.value())
        .update();
  }

  void fail(JobId job, String failure) {
    jdbc.sql(
            """
            update eval.prediction_set set state = 'FAILED', failure = :failure
            where job_id = :job and state = 'RUNNING'
            """)
        .param("failure", failure)
        .param("job", job.value())
        .update();
  }

  Optional<PredictionEntry> find(ProjectId project, PredictionSetId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(PredictionSetRepository::map)
        .optional();
  }

  PredictionEntry require(JobId job) {
    return jdbc.sql(COLUMNS + "where job_id = :job")
        .param("job", job.value())
        .query(PredictionSetRepository::map)
        .single();
  }

  List<PredictionSet> list(ProjectId project, UUID before, int limit) {
    return jdbc
        .sql(COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(PredictionSetRepository::map)
        .stream()
        .map(PredictionEntry::set)
        .toList();
  }

  Optional<List<Reject>> rejects(ProjectId project, PredictionSetId id) {
    return jdbc.sql(
            "select rejects::text from eval.prediction_set where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(String.class)
        .optional()
        .map(json -> List.of(Jsonb.read(json, Reject[].class)));
  }

  private static PredictionEntry map(ResultSet row, int number) throws SQLException {
    PredictionSet set =
        new PredictionSet(
            new PredictionSetId(row.getObject("id", UUID.class)),
            new ModelRef(row.getString("model"), row.getInt("model_version")),
            new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
            Split.valueOf(row.getString("split")),
            TaskKind.valueOf(row.getString("task")),
            PredictionSetState.valueOf(row.getString("state")),
            digest(row, "artifact"),
            digest(row, "masks"),
            row.getInt("count"),
            row.getInt("rejected"),
            row.getObject("created", OffsetDateTime.class).toInstant());
    return new PredictionEntry(
        new ProjectId(row.getObject("project_id", UUID.class)),
        set,
        new JobId(row.getObject("job_id", UUID.class)),
        row.getInt("expected"),
        row.getString("failure"));
  }

  private static @Nullable Digest digest(ResultSet row, String column) throws SQLException {
    byte[] hash = row.getBytes(column);
    return hash == null ? null : Digest.ofHash(hash);
  }
}
