package dev.gyre.training.model;

import dev.gyre.api.Digest;
import dev.gyre.api.UuidV7;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionId;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.RunId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class ModelRepository {

  private static final String VERSIONS =
      """
      select v.id, m.name as model, v.number, v.artifact, v.size_bytes, v.classes, v.run_id,
        v.dataset, v.dataset_version, v.prepared_set_id, v.preparation_id, v.contract_number,
        v.state, v.parity_deviation, v.metrics, v.created
      from training.model m join training.model_version v on v.model_id = m.id
      where m.project_id = :project and m.name = :model
      """;

  private final JdbcClient jdbc;

  ModelRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A model line.
   *
   * @param newest number of its newest version
   */
  record Line(UUID id, int newest) {}

  /** Takes the next number of a line, which is made if there is none; holds the line. */
  Line advance(ProjectId project, String model, Instant now) {
    return jdbc.sql(
            """
            insert into training.model as m (id, project_id, name, newest, created)
            values (:id, :project, :model, 1, :now)
            on conflict (project_id, name) do update set newest = m.newest + 1
            returning id, newest
            """)
        .param("id", UuidV7.next())
        .param("project", project.value())
        .param("model", model)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> new Line(row.getObject("id", UUID.class), row.getInt("newest")))
        .single();
  }

  /** Holds a line until the transaction ends. */
  Optional<Line> lock(ProjectId project, String model) {
    return jdbc.sql(
            """
            select id, newest from training.model
            where project_id = :project and name = :model for update
            """)
        .param("project", project.value())
        .param("model", model)
        .query((row, _) -> new Line(row.getObject("id", UUID.class), row.getInt("newest")))
        .optional();
  }

  Optional<Model> find(ProjectId project, String model) {
    return jdbc.sql(
            """
            select name, newest, created from training.model
            where project_id = :project and name = :model
            """)
        .param("project", project.value())
        .param("model", model)
        .query(ModelRepository::mapModel)
        .optional();
  }

  List<Model> list(ProjectId project, String after, int limit) {
    return jdbc.sql(
            """
            select name, newest, created from training.model
            where project_id = :project and name > :after order by name limit :limit
            """)
        .param("project", project.value())
        .param("after", after)
        .param("limit", limit)
        .query(ModelRepository::mapModel)
        .list();
  }

  Optional<ModelVersion> version(ProjectId project, String model, int number) {
    return jdbc.sql(VERSIONS + "and v.number = :number")
        .param("project", project.value())
        .param("model", model)
        .param("number", number)
        .query(ModelRepository::mapVersion)
        .optional();
  }

  List<ModelVersion> versions(ProjectId project, String model, long before, int limit) {
    return jdbc.sql(VERSIONS + "and v.number < :before order by v.number desc limit :limit")
        .param("project", project.value())
        .param("model", model)
        .param("before", before)
        .param("limit", limit)
        .query(ModelRepository::mapVersion)
        .list();
  }

  void insert(UUID line, ModelVersion version) {
    jdbc.sql(
            """
            insert into training.model_version
              (id, model_id, number, artifact, size_bytes, classes, run_id, dataset,
               dataset_version, prepared_set_id, preparation_id, contract_number, state,
               parity_deviation, metrics, created)
            values
              (:id, :line, :number, :artifact, :size, :classes, :run, :dataset,
               :datasetVersion, :preparedSet, :preparation, :contract, :state,
               :parity, :metrics, :created)
            """)
        .param("id", version.id().value())
        .param("line", line)
        .param("number", version.version())
        .param("artifact", version.artifact().bytes())
        .param("size", version.size())
        .param("classes", Jsonb.write(version.classes()))
        .param("run", version.run() == null ? null : version.run().hex())
        .param("dataset", version.dataset().dataset())
        .param("datasetVersion", version.dataset().version())
        .param("preparedSet", version.preparedSet().value())
        .param("preparation", version.preparation().value())
        .param("contract", version.contractNumber())
        .param("state", version.state().name())
        .param("parity", version.parityDeviation())
        .param("metrics", Jsonb.write(version.metrics()))
        .param("created", version.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Model mapModel(ResultSet row, int number) throws SQLException {
    return new Model(row.getString("name"), row.getInt("newest"), instant(row, "created"));
  }

  private static ModelVersion mapVersion(ResultSet row, int number) throws SQLException {
    String run = row.getString("run_id");
    return new ModelVersion(
        new ModelVersionId(row.getObject("id", UUID.class)),
        row.getString("model"),
        row.getInt("number"),
        Digest.ofHash(row.getBytes("artifact")),
        row.getLong("size_bytes"),
        List.of(Jsonb.read(row.getString("classes"), String[].class)),
        run == null ? null : new RunId(run),
        new DatasetRef(row.getString("dataset"), row.getInt("dataset_version")),
        new PreparedSetId(row.getObject("prepared_set_id", UUID.class)),
        new PreparationId(row.getObject("preparation_id", UUID.class)),
        row.getInt("contract_number"),
        ModelVersionState.valueOf(row.getString("state")),
        row.getDouble("parity_deviation"),
        metrics(Jsonb.tree(row.getString("metrics"))),
        instant(row, "created"));
  }

  /**
   * Values that JSON has no number for are stored as the texts {@code NaN} and {@code Infinity}.
   */
  private static Map<String, Double> metrics(JsonNode stored) {
    return stored.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Double.valueOf(entry.getValue().asString())));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
