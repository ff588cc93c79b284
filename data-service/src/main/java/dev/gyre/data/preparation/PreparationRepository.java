package dev.gyre.data.preparation;

import dev.gyre.api.Digest;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationSpec;
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
class PreparationRepository {

  private static final String COLUMNS =
      "select id, name, digest, spec::text as spec, created from data.preparation ";

  private final JdbcClient jdbc;

  PreparationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if the name or an equal spec is there already. */
  boolean insert(ProjectId project, Preparation preparation) {
    return jdbc.sql(
                """
                insert into data.preparation (id, project_id, name, digest, spec, created)
                values (:id, :project, :name, :digest, :spec, :created) on conflict do nothing
                """)
            .param("id", preparation.id().value())
            .param("project", project.value())
            .param("name", preparation.name())
            .param("digest", preparation.digest().bytes())
            .param("spec", Jsonb.write(preparation.spec()))
            .param("created", preparation.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Preparation> findEqual(ProjectId project, Digest digest) {
    return jdbc.sql(COLUMNS + "where project_id = :project and digest = :digest")
        .param("project", project.value())
        .param("digest", digest.bytes())
        .query(PreparationRepository::map)
        .optional();
  }

  Optional<Preparation> find(ProjectId project, PreparationId id) {
    return jdbc.sql(COLUMNS + "where project_id = :project and id = :id")
        .param("project", project.value())
        .param("id", id.value())
        .query(PreparationRepository::map)
        .optional();
  }

  /** Newest first. */
  List<Preparation> list(ProjectId project, UUID before, int limit) {
    return jdbc.sql(
            COLUMNS + "where project_id = :project and id < :before order by id desc limit :limit")
        .param("project", project.value())
        .param("before", before)
        .param("limit", limit)
        .query(PreparationRepository::map)
        .list();
  }

  private static Preparation map(ResultSet row, int number) throws SQLException {
    return new Preparation(
        new PreparationId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Digest.ofHash(row.getBytes("digest")),
        Jsonb.read(row.getString("spec"), PreparationSpec.class),
        row.getObject("created", OffsetDateTime.class).toInstant());
  }
}
