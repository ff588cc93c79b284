package dev.gyre.project.membership;

import dev.gyre.api.project.Member;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberRepository {

  private final JdbcClient jdbc;

  MemberRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(ProjectId project, PrincipalId principal, Role role) {
    jdbc.sql(
            """
            insert into project.membership (project_id, principal_id, role)
            values (:project, :principal, :role)
            on conflict (project_id, principal_id) do update set role = excluded.role
            """)
        .param("project", project.value())
        .param("principal", principal.value())
        .param("role", role.name())
        .update();
  }

  void remove(ProjectId project, PrincipalId principal) {
    jdbc.sql(
            """
            delete from project.membership
            where project_id = :project and principal_id = :principal
            """)
        .param("project", project.value())
        .param("principal", principal.value())
        .update();
  }

  /** Locks the project's admins, so that two of them cannot remove each other. */
  boolean isOnlyAdmin(ProjectId project, PrincipalId principal) {
    List<@Nullable UUID> admins =
        jdbc.sql(
                """
                select principal_id from project.membership
                where project_id = :project and role = 'ADMIN' for update
                """)
            .param("project", project.value())
            .query(UUID.class)
            .list();
    return admins.equals(List.of(principal.value()));
  }

  List<Member> list(ProjectId project, String afterName, int limit) {
    return jdbc.sql(
            """
            select p.id, p.name, p.kind, m.role
            from project.membership m join project.principal p on p.id = m.principal_id
            where m.project_id = :project and p.name > :after
            order by p.name limit :limit
            """)
        .param("project", project.value())
        .param("after", afterName)
        .param("limit", limit)
        .query((row, number) ->
            new Member(
                new Principal(
                    new PrincipalId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    PrincipalKind.valueOf(row.getString("kind"))),
                Role.valueOf(row.getString("role"))))
        .list();
  }
}
