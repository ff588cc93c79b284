package dev.gyre.data.simulation;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ScenarioRepository {

  private static final String COLUMNS =
      "select id, name, number, digest, document::text as document, created from data.scenario ";

  private final JdbcClient jdbc;

  ScenarioRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Only one transaction at a time numbers scenarios of a project. */
  void lock(ProjectId project) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .param("name", "data.scenario/" + project)
        .query(row -> {});
  }

  /** Number of the newest version of a name; 0 before the first. */
  int newest(ProjectId project, String name) {
    return jdbc.sql(
            """
            select coalesce(max(number), 0) from data.scenario
            where project_id = :project and name = :name
            """)
        .param("project", project.value())
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  void insert(ProjectId project, Scenario scenario) {
    jdbc.sql(
            """
            insert into data.scenario (id, project_id, name, number, digest, document, created)
            values (:id, :project, :name, :number, :digest, :document, :created)
            """)
        .param("id", scenario.id().value())
        .param("project", project.value())
        .param("name", scenario.name())
        .param("number", scenario.version())
        .param("digest", scenario.digest().bytes())
        .param("document", Jsonb.write(scenario.document()))
        .param("created", scenario.created().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Scenario> findEqual(ProjectId project, Digest digest) {
    return jdbc.sql(COLUMNS + "where project_id = :project and digest = :digest")
        .param("project", project.value())
        .param("digest", digest.bytes())
        .query(ScenarioRepository::map)
        .optional();
  }

  Optional<Scenario> find(ProjectId project, ScenarioId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(ScenarioRepository::map)
        .optional();
  }

  /** Newest first. */
  List<Scenario> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(ScenarioRepository::map)
        .list();
  }

  private static Scenario map(ResultSet row, int number) throws SQLException {
    return new Scenario(
        new ScenarioId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getInt("number"),
        Digest.ofHash(row.getBytes("digest")),
        Jsonb.tree(row.getString("document")),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
