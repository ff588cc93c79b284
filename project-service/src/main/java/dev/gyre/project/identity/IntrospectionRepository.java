package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import dev.gyre.api.project.Introspection;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IntrospectionRepository {

  private final JdbcClient jdbc;

  IntrospectionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ProjectId> findProject(ProjectSlug slug) {
    return jdbc.sql("select id from project.project where slug = :slug")
        .param("slug", slug.text())
        .query((row, number) -> new ProjectId(row.getObject("id", UUID.class)))
        .optional();
  }

  /**
   * Who is behind an active token, with the role that is left of the principal's after the token's
   * scope.
   */
  Optional<Introspection> find(Digest hash, @Nullable ProjectSlug project, Instant now) {
    return jdbc.sql(
            """
            select p.id, p.name, p.kind, p.server_admin,
              t.project_id as scope_project, t.role as scope_role, g.id as project_id, m.role
            from project.token t
              join project.principal p on p.id = t.principal_id
              left join project.project g on g.slug = cast(:project as text)
              left join project.membership m on m.principal_id = p.id and m.project_id = g.id
            where t.hash = :hash and t.kind <> 'LOGIN_LINK' and t.revoked is null and t.expires > :now
            """)
        .param("hash", hash.bytes())
        .param("project", project == null ? null : project.text())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(IntrospectionRepository::map)
        .optional();
  }

  /** Keeps the last use to the minute, so that reading costs a write only once in one. */
  void touch(Digest hash, Instant now) {
    jdbc.sql(
            """
            update project.token set last_used = date_trunc('minute', cast(:now as timestamptz))
            where hash = :hash and (last_used is null or last_used < cast(:now as timestamptz) - interval '1 minute')
            """)
        .param("hash", hash.bytes())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Introspection map(ResultSet row, int number) throws SQLException {
    UUID project = row.getObject("project_id", UUID.class);
    UUID scopeProject = row.getObject("scope_project", UUID.class);
    String scopeRole = row.getString("scope_role");
    boolean scoped = scopeProject != null || scopeRole != null;
    boolean admin = row.getBoolean("server_admin");
    Role role = admin && project != null ? Role.ADMIN : role(row.getString("role"));
    if (scopeProject != null && !scopeProject.equals(project)) {
      role = null;
    }
    if (role != null && scopeRole != null) {
      role = role.min(Role.valueOf(scopeRole));
    }
    return new Introspection(
        true,
        new Principal(
            new PrincipalId(row.getObject("id", UUID.class)),
            row.getString("name"),
            PrincipalKind.valueOf(row.getString("kind"))),
        admin && !scoped,
        project == null ? null : new ProjectId(project),
        role);
  }

  private static @Nullable Role role(@Nullable String name) {
    return name == null ? null : Role.valueOf(name);
  }
}
