package dev.gyre.training.run;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunState;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
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
class RunRepository {

  private static final String COLUMNS =
      """
      select id, project_id, recipe_id, prepared_set_id, preparation_id, dataset, dataset_version,
        contract_number, classes, seed, model, experiment, state, job_id, model_version, created,
        ended
      from training.run
      """;

  private final JdbcClient jdbc;

  RunRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<RunEntry> find(ProjectId project, RunId run) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", run.hex())
        .query(RunRepository::map)
        .optional();
  }

  /** The run that a job carries out. */
  RunEntry require(JobId job) {
    return jdbc.sql(COLUMNS + "where job_id = :job")
        .param("job", job.value())
        .query(RunRepository::map)
        .single();
  }

  List<RunEntry> list(ProjectId project, String before, int limit) {
    return jdbc.sql(
            COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(RunRepository::map)
        .list();
  }

  void insert(RunEntry run) {
    jdbc.sql(
            """
            insert into training.run
              (id, project_id, recipe_id, prepared_set_id, preparation_id, dataset,
               dataset_version, contract_number, classes, seed, model, experiment, state, job_id,
               created)
            values
              (:id, :project, :recipe, :preparedSet, :preparation, :dataset,
               :datasetVersion, :contract, :classes, :seed, :model, :experiment, :state, :job,
               :created)
            """)
        .param("id", run.id().hex())
        .param("project", run.project().value())
        .param("recipe", run.recipe().value())
        .param("preparedSet", run.preparedSet().value())
        .param("preparation", run.preparation().value())
        .param("dataset", run.dataset().dataset())
        .param("datasetVersion", run.dataset().version())
        .param("contract", run.contractNumber())
        .param("classes", Jsonb.write(run.classes()))
        .param("seed", run.seed())
        .param("model", run.model())
        .param("experiment", run.experiment())
        .param("state", run.state().name())
        .param("job", run.job().value())
        .param("created", run.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Work has begun; without effect if it had. */
  void begin(RunId run) {
    jdbc.sql("update training.run set state = 'RUNNING' where id = :id and state = 'SCHEDULED'")
        .param("id", run.hex())
        .update();
  }

  /** Records the end of a run that has not ended. */
  void end(RunEntry run) {
    jdbc.sql(
            """
            update training.run set state = :state, ended = :ended, model_version = :version
            where id = :id and ended is null
            """)
        .param("state", run.state().name())
        .param("ended", run.ended() == null ? null : run.ended().atOffset(ZoneOffset.UTC))
        .param("version", run.modelVersion())
        .param("id", run.id().hex())
        .update();
  }

  private static RunEntry map(ResultSet row, int number) throws SQLException {
    return new RunEntry(
        new RunId(row.getString("id")),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new RecipeId(row.getObject("recipe_id", UUID.class)),
        new PreparedSetId(row.getObject("prepared_set_id", UUID.class)),
        new PreparationId(row.getObject("preparation_id", UUID.class)),
        new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
        row.getInt("contract_number"),
        List.of(Jsonb.read(row.getString("classes"), String[].class)),
        row.getLong("seed"),
        row.getString("model"),
        row.getString("experiment"),
        RunState.valueOf(row.getString("state")),
        new JobId(row.getObject("job_id", UUID.class)),
        row.getObject("model_version", Integer.class),
        instant(row.getObject("created", OffsetDateTime.class)),
        nullable(row.getObject("ended", OffsetDateTime.class)));
  }

  private static Instant instant(OffsetDateTime time) {
    return time.toInstant();
  }

  private static @Nullable Instant nullable(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
