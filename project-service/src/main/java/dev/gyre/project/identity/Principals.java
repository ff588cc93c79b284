package dev.gyre.project.identity;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.Principal;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.PrincipalKind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Users and service accounts of this server. */
@Component
public class Principals {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,99}");

  private final JdbcClient jdbc;
  private final Clock clock;

  Principals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The principal of this name, made if there is none. Joins the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Principal findOrCreate(String name, PrincipalKind kind) {
    insert(name, kind, false);
    return find(name).orElseThrow();
  }

  /** The principal of this name. */
  public Optional<Principal> find(String name) {
    return jdbc.sql("select id, name, kind from project.principal where name = :name")
        .param("name", name)
        .query((row, number) ->
            new Principal(
                new PrincipalId(row.getObject("id", UUID.class)),
                row.getString("name"),
                PrincipalKind.valueOf(row.getString("kind"))))
        .optional();
  }

  /** The administrator of the server, made if there is none. */
  @Transactional
  PrincipalId administrator(String name) {
    insert(name, PrincipalKind.USER, true);
    return find(name).orElseThrow().id();
  }

  private void insert(String name, PrincipalKind kind, boolean serverAdmin) {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          "name", name, "1 to 100 letters, digits and @ . _ -, beginning with a letter or digit");
    }
    jdbc.sql(
            """
            insert into project.principal (id, name, kind, server_admin, created)
            values (:id, :name, :kind, :admin, :created) on conflict (name) do nothing
            """)
        .param("id", PrincipalId.next().value())
        .param("name", name)
        .param("kind", kind.name())
        .param("admin", serverAdmin)
        .param("created", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
