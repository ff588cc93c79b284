package dev.gyre.project.membership;

import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.Project;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
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
class ProjectRepository {

  private final JdbcClient jdbc;

  ProjectRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if the slug is taken. */
  boolean insert(Project project) {
    return jdbc.sql(
                """
                insert into project.project (id, slug, title, created)
                values (:id, :slug, :title, :created) on conflict (slug) do nothing
                """)
            .param("id", project.id().value())
            .param("slug", project.slug().text())
            .param("title", project.title())
            .param("created", project.created().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Project get(ProjectId id) {
    return jdbc.sql("select id, slug, title, created from project.project where id = :id")
        .param("id", id.value())
        .query(ProjectRepository::map)
        .single();
  }

  Optional<ProjectId> find(ProjectSlug slug) {
    return jdbc.sql("select id from project.project where slug = :slug")
        .param("slug", slug.text())
        .query(UUID.class)
        .optional()
        .map(ProjectId::new);
  }

  /** By slug, those of a member, or all. */
  List<Project> list(@Nullable PrincipalId member, String afterSlug, int limit) {
    return jdbc.sql(
            """
            select p.id, p.slug, p.title, p.created from project.project p
            where p.slug > :after
              and (cast(:member as uuid) is null or exists (
                select from project.membership m
                where m.project_id = p.id and m.principal_id = cast(:member as uuid)))
            order by p.slug limit :limit
            """)
        .param("after", afterSlug)
        .param("member", member == null ? null : member.value())
        .param("limit", limit)
        .query(ProjectRepository::map)
        .list();
  }

  private static Project map(ResultSet row, int number) throws SQLException {
    Instant created = row.getObject("created", OffsetDateTime.class).toInstant();
    return new Project(
        new ProjectId(row.getObject("id", UUID.class)),
        new ProjectSlug(row.getString("slug")),
        row.getString("title"),
        created);
  }
}
