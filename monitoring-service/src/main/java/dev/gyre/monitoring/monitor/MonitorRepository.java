package dev.gyre.monitoring.monitor;

import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
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
class MonitorRepository {

  private static final String SELECT =
      """
      select project_id, project_slug, endpoint, model, spec::text spec, position, drift_after,
        exposures, labelled, labelled_revision, judged_revision, created
      from monitoring.monitor
      """;

  private final JdbcClient jdbc;

  MonitorRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes it, or leaves the one that exists as it is. */
  void insert(Watch watch) {
    jdbc.sql(
            """
            insert into monitoring.monitor
              (project_id, endpoint, project_slug, model, spec, created)
            values (:project, :endpoint, :slug, :model, :spec, :created)
            on conflict (project_id, endpoint) do nothing
            """)
        .param("project", watch.project().value())
        .param("endpoint", watch.endpoint())
        .param("slug", watch.slug().text())
        .param("model", watch.model())
        .param("spec", Jsonb.write(watch.spec()))
        .param("created", watch.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  void change(ProjectId project, String endpoint, String model, MonitorSpec spec) {
    at("set model = :model, spec = :spec", project, endpoint)
        .param("model", model)
        .param("spec", Jsonb.write(spec))
        .update();
  }

  Optional<Watch> find(ProjectId project, String endpoint) {
    return find(project, endpoint, "");
  }

  Optional<Watch> lock(ProjectId project, String endpoint) {
    return find(project, endpoint, " for update");
  }

  private Optional<Watch> find(ProjectId project, String endpoint, String lock) {
    return jdbc.sql(SELECT + "where project_id = :project and endpoint = :endpoint" + lock)
        .param("project", project.value())
        .param("endpoint", endpoint)
        .query(MonitorRepository::map)
        .optional();
  }

  List<Watch> all() {
    return jdbc.sql(SELECT + "order by project_id, endpoint").query(MonitorRepository::map).list();
  }

  List<Watch> list(ProjectId project, String after, int limit) {
    return jdbc.sql(
            SELECT
                + "where project_id = :project and endpoint > :after order by endpoint limit :limit")
        .param("project", project.value())
        .param("after", after)
        .param("limit", limit)
        .query(MonitorRepository::map)
        .list();
  }

  void read(Watch watch, LogId position, int count) {
    at("set position = :position, exposures = exposures + :count", watch)
        .param("position", position.value())
        .param("count", count)
        .update();
  }

  void labelled(Watch watch, int more) {
    at("set labelled = labelled + :more, labelled_revision = labelled_revision + 1", watch)
        .param("more", more)
        .update();
  }

  void judged(Watch watch) {
    at("set judged_revision = greatest(judged_revision, :revision)", watch)
        .param("revision", watch.labelledRevision())
        .update();
  }

  void driftJudged(Watch watch, LogId after) {
    at("set drift_after = :after", watch).param("after", after.value()).update();
  }

  private JdbcClient.StatementSpec at(String change, Watch watch) {
    return at(change, watch.project(), watch.endpoint());
  }

  private JdbcClient.StatementSpec at(String change, ProjectId project, String endpoint) {
    return jdbc.sql(
            "update monitoring.monitor %s where project_id = :project and endpoint = :endpoint"
                .formatted(change))
        .param("project", project.value())
        .param("endpoint", endpoint);
  }

  private static Watch map(ResultSet row, int number) throws SQLException {
    return new Watch(
        new ProjectId(row.getObject("project_id", UUID.class)),
        new ProjectSlug(row.getString("project_slug")),
        row.getString("endpoint"),
        row.getString("model"),
        Jsonb.read(row.getString("spec"), MonitorSpec.class),
        logId(row, "position"),
        logId(row, "drift_after"),
        row.getInt("exposures"),
        row.getInt("labelled"),
        row.getLong("labelled_revision"),
        row.getLong("judged_revision"),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }

  private static @Nullable LogId logId(ResultSet row, String column) throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    return id == null ? null : new LogId(id);
  }
}
