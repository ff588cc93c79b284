package dev.gyre.project.identity;

import dev.gyre.api.Digest;
import dev.gyre.api.project.PrincipalId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.Token;
import dev.gyre.api.project.TokenId;
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
class TokenRepository {

  private final JdbcClient jdbc;

  TokenRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False if this very secret is stored already. */
  boolean insert(TokenRow token) {
    return jdbc.sql(
                """
                insert into project.token
                  (id, principal_id, kind, hash, name, prefix, project_id, role, created, expires)
                values (:id, :principal, :kind, :hash, :name, :prefix, :project, :role, :created, :expires)
                on conflict (hash) do nothing
                """)
            .param("id", token.id().value())
            .param("principal", token.principal().value())
            .param("kind", token.kind().name())
            .param("hash", token.hash().bytes())
            .param("name", token.name())
            .param("prefix", token.prefix())
            .param("project", token.project() == null ? null : token.project().value())
            .param("role", token.role() == null ? null : token.role().name())
            .param("created", utc(token.created()))
            .param("expires", utc(token.expires()))
            .update()
        == 1;
  }

  /** Forgets those that expired or were revoked before an instant; says how many. */
  int forgetEnded(Instant before) {
    return jdbc.sql("delete from project.token where expires < :before or revoked < :before")
        .param("before", utc(before))
        .update();
  }

  /** What a token is narrowed to; empty for one that grants all that its principal has. */
  Scope scopeOf(Digest hash) {
    return jdbc.sql("select project_id, role from project.token where hash = :hash")
        .param("hash", hash.bytes())
        .query((row, number) -> {
          UUID project = row.getObject("project_id", UUID.class);
          String role = row.getString("role");
          return new Scope(
              project == null ? null : new ProjectId(project),
              role == null ? null : Role.valueOf(role));
        })
        .optional()
        .orElse(Scope.ALL);
  }

  /** The project of a slug, if the principal may know of it. */
  Optional<ProjectId> findProject(PrincipalId principal, ProjectSlug slug) {
    return jdbc.sql(
            """
            select g.id from project.project g join project.principal p on p.id = :principal
            where g.slug = :slug and (p.server_admin or exists (
              select from project.membership m where m.project_id = g.id and m.principal_id = p.id))
            """)
        .param("principal", principal.value())
        .param("slug", slug.text())
        .query((row, number) -> new ProjectId(row.getObject("id", UUID.class)))
        .optional();
  }

  List<Token> list(PrincipalId principal, Instant now) {
    return jdbc.sql(
            """
            select t.id, t.name, t.prefix, p.slug, t.role, t.created, t.expires, t.last_used
            from project.token t left join project.project p on p.id = t.project_id
            where t.principal_id = :principal and t.kind = 'TOKEN' and t.revoked is null and t.expires > :now
            order by t.created desc
            """)
        .param("principal", principal.value())
        .param("now", utc(now))
        .query(TokenRepository::map)
        .list();
  }

  /** The hash of a token that was revoked now, absent if there was none. */
  Optional<Digest> revoke(PrincipalId principal, TokenId token, Instant now) {
    return jdbc.sql(
            """
            update project.token set revoked = :now
            where id = :id and principal_id = :principal and revoked is null returning hash
            """)
        .param("id", token.value())
        .param("principal", principal.value())
        .param("now", utc(now))
        .query((row, number) -> Digest.ofHash(row.getBytes("hash")))
        .optional();
  }

  void revoke(Digest hash, Instant now) {
    jdbc.sql("update project.token set revoked = :now where hash = :hash and revoked is null")
        .param("hash", hash.bytes())
        .param("now", utc(now))
        .update();
  }

  /**
   * Uses up a login link: its principal, or nothing if it is unknown, expired or was used before.
   */
  Optional<PrincipalId> consumeLoginLink(Digest hash, Instant now) {
    return jdbc.sql(
            """
            update project.token set revoked = :now, last_used = :now
            where hash = :hash and kind = 'LOGIN_LINK' and revoked is null and expires > :now
            returning principal_id
            """)
        .param("hash", hash.bytes())
        .param("now", utc(now))
        .query((row, number) -> new PrincipalId(row.getObject("principal_id", UUID.class)))
        .optional();
  }

  /** What a token is narrowed to; absent parts narrow nothing. */
  record Scope(@Nullable ProjectId project, @Nullable Role role) {
    static final Scope ALL = new Scope(null, null);
  }

  private static Token map(ResultSet row, int number) throws SQLException {
    String slug = row.getString("slug");
    String role = row.getString("role");
    return new Token(
        new TokenId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("prefix"),
        slug == null ? null : new ProjectSlug(slug),
        role == null ? null : Role.valueOf(role),
        instant(row, "created"),
        instant(row, "expires"),
        row.getObject("last_used") == null ? null : instant(row, "last_used"),
        null);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
