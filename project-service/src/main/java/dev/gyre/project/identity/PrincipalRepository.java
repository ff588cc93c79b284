package dev.gyre.project.identity;

import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PrincipalRepository {

  private final JdbcClient jdbc;

  PrincipalRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Principal> find(String name) {
    return jdbc.sql("select id, name, kind from project.principal where name = :name")
        .param("name", name)
        .query((row, number) ->
            new Principal(
                new PrincipalId(row.getObject("id", UUID.class)),
                row.getString("name"),
                PrincipalKind.valueOf(row.getString("kind"))))
        .optional();
  }

  /** Without effect if the name is taken. */
  void insert(Principal principal, boolean serverAdmin, Instant created) {
    jdbc.sql(
            """
            insert into project.principal (id, name, kind, server_admin, created)
            values (:id, :name, :kind, :admin, :created) on conflict (name) do nothing
            """)
        .param("id", principal.id().value())
        .param("name", principal.name())
        .param("kind", principal.kind().name())
        .param("admin", serverAdmin)
        .param("created", created.atOffset(ZoneOffset.UTC))
        .update();
  }
}
