package dev.gyre.serving.endpoint;

import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.EndpointId;
import dev.gyre.api.serving.EndpointSettings;
import dev.gyre.api.serving.Logging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EndpointRepository {

  /** Wakes the deployers of all serving processes. */
  static final String CHANNEL = "gyre_serving_endpoint";

  private static final String SELECT =
      """
      select id, project_id, project_slug, name, model, alias, logging, max_concurrency, revision,
        created
      from serving.endpoint where removed is null
      """;

  private final JdbcClient jdbc;

  EndpointRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if the name is taken. */
  boolean insert(Binding binding) {
    return jdbc.sql(
                """
                insert into serving.endpoint
                  (id, project_id, project_slug, name, model, alias, logging, max_concurrency, created)
                values (:id, :project, :slug, :name, :model, :alias, :logging, :bound, :created)
                on conflict (project_id, name) where removed is null do nothing
                """)
            .param("id", binding.id().value())
            .param("project", binding.project().value())
            .param("slug", binding.slug().text())
            .param("name", binding.name())
            .param("model", binding.settings().model())
            .param("alias", binding.settings().alias())
            .param("logging", binding.settings().logging().name())
            .param("bound", binding.settings().maxConcurrency())
            .param("created", binding.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /** Changes the settings and counts the revision up. */
  void update(EndpointId id, EndpointSettings settings) {
    jdbc.sql(
            """
            update serving.endpoint set model = :model, alias = :alias, logging = :logging,
              max_concurrency = :bound, revision = revision + 1
            where id = :id
            """)
        .param("id", id.value())
        .param("model", settings.model())
        .param("alias", settings.alias())
        .param("logging", settings.logging().name())
        .param("bound", settings.maxConcurrency())
        .update();
  }

  boolean remove(ProjectId project, String name, Instant now) {
    return jdbc.sql(
                """
                update serving.endpoint set removed = :now
                where project_id = :project and name = :name and removed is null
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("project", project.value())
            .param("name", name)
            .update()
        > 0;
  }

  Optional<Binding> find(ProjectId project, String name) {
    return jdbc.sql(SELECT + "and project_id = :project and name = :name")
        .param("project", project.value())
        .param("name", name)
        .query(EndpointRepository::map)
        .optional();
  }

  Optional<Binding> find(ProjectSlug project, String name) {
    return jdbc.sql(SELECT + "and project_slug = :project and name = :name")
        .param("project", project.text())
        .param("name", name)
        .query(EndpointRepository::map)
        .optional();
  }

  /** Held to the end of the transaction, against a second change. */
  Optional<Binding> lock(ProjectId project, String name) {
    return jdbc.sql(SELECT + "and project_id = :project and name = :name for update")
        .param("project", project.value())
        .param("name", name)
        .query(EndpointRepository::map)
        .optional();
  }

  List<Binding> list(ProjectId project, String afterName, int limit) {
    return jdbc.sql(
            SELECT + "and project_id = :project and name > :after order by name limit :limit")
        .param("project", project.value())
        .param("after", afterName)
        .param("limit", limit)
        .query(EndpointRepository::map)
        .list();
  }

  List<Binding> all() {
    return jdbc.sql(SELECT + "order by id").query(EndpointRepository::map).list();
  }

  /** Whether any endpoint follows this alias. */
  boolean follows(ProjectId project, String model, String alias) {
    return jdbc.sql(
            "select exists ("
                + SELECT
                + "and project_id = :project and model = :model and alias = :alias)")
        .param("project", project.value())
        .param("model", model)
        .param("alias", alias)
        .query(Boolean.class)
        .single();
  }

  /** Tells all serving processes, at the commit, to look at the endpoints. */
  void announce() {
    jdbc.sql("select pg_notify(:channel, '')")
        .param("channel", CHANNEL)
        .query((row, _) -> row.getRow())
        .list();
  }

  Map<EndpointId, Counts> counts(Collection<EndpointId> ids) {
    return jdbc
        .sql(
            """
            select endpoint_id, logged, lost from serving.endpoint_count
            where endpoint_id in (:ids)
            """)
        .param("ids", ids.stream().map(EndpointId::value).toList())
        .query((row, _) ->
            Map.entry(
                new EndpointId(row.getObject("endpoint_id", UUID.class)),
                new Counts(row.getLong("logged"), row.getLong("lost"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Binding map(ResultSet row, int number) throws SQLException {
    return new Binding(
        new EndpointId(row.getObject("id", UUID.class)),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new ProjectSlug(row.getString("project_slug")),
        row.getString("name"),
        new EndpointSettings(
            row.getString("model"),
            row.getString("alias"),
            Logging.valueOf(row.getString("logging")),
            row.getInt("max_concurrency")),
        row.getInt("revision"),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }

  /** Predictions in the log, and answers that it lacks. */
  record Counts(long logged, long lost) {
    static final Counts NONE = new Counts(0, 0);
  }
}
