package dev.gyre.monitoring.fix;

import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.serving.DeploymentReady;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeploymentRepository {

  private final JdbcClient jdbc;

  DeploymentRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps the first time. */
  void insert(ProjectId project, DeploymentReady ready) {
    jdbc.sql(
            """
            insert into monitoring.deployment (project_id, endpoint, model, version, since)
            values (:project, :endpoint, :model, :version, :since) on conflict do nothing
            """)
        .param("project", project.value())
        .param("endpoint", ready.endpoint())
        .param("model", ready.model())
        .param("version", ready.version())
        .param("since", ready.since().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Instant> since(ProjectId project, String endpoint, ModelRef model) {
    return jdbc.sql(
            """
            select since from monitoring.deployment where project_id = :project
              and endpoint = :endpoint and model = :model and version = :version
            """)
        .param("project", project.value())
        .param("endpoint", endpoint)
        .param("model", model.model())
        .param("version", model.version())
        .query((row, number) -> row.getObject("since", OffsetDateTime.class).toInstant())
        .optional();
  }
}
