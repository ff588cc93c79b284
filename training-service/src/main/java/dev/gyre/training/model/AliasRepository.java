package dev.gyre.training.model;

import dev.gyre.api.UuidV7;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Alias;
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
class AliasRepository {

  private static final String COLUMNS =
      "select a.id, a.alias, a.version, a.moved, a.moved_by, a.reason, a.verdict ";

  private static final String OF_MODEL =
      """
      from training.model m join training.alias_move a on a.model_id = m.id
      where m.project_id = :project and m.name = :model
      """;

  private final JdbcClient jdbc;

  AliasRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One place that an alias has had. */
  record Move(UUID id, Alias alias) {}

  List<Alias> current(ProjectId project, String model) {
    return jdbc
        .sql("select distinct on (a.alias) a.* " + OF_MODEL + "order by a.alias, a.id desc")
        .param("project", project.value())
        .param("model", model)
        .query(AliasRepository::map)
        .list()
        .stream()
        .map(Move::alias)
        .toList();
  }

  /** Where an alias is; for the holder of its model line, or it may move at any time. */
  Optional<Alias> current(UUID line, String alias) {
    return jdbc.sql(
            COLUMNS
                + """
                from training.alias_move a
                where a.model_id = :line and a.alias = :alias order by a.id desc limit 1
                """)
        .param("line", line)
        .param("alias", alias)
        .query(AliasRepository::map)
        .optional()
        .map(Move::alias);
  }

  List<Move> history(
      ProjectId project, String model, String alias, @Nullable UUID before, int limit) {
    return jdbc.sql(
            COLUMNS
                + OF_MODEL
                + """
                and a.alias = :alias and (cast(:before as uuid) is null or a.id < :before)
                order by a.id desc limit :limit
                """)
        .param("project", project.value())
        .param("model", model)
        .param("alias", alias)
        .param("before", before)
        .param("limit", limit)
        .query(AliasRepository::map)
        .list();
  }

  /** For the holder of the model line; gives the id of the move. */
  UUID insert(UUID line, Alias alias) {
    UUID id = UuidV7.next();
    jdbc.sql(
            """
            insert into training.alias_move
              (id, model_id, alias, version, moved, moved_by, reason, verdict)
            values (:id, :line, :alias, :version, :moved, :movedBy, :reason, :verdict)
            """)
        .param("id", id)
        .param("line", line)
        .param("alias", alias.alias())
        .param("version", alias.version())
        .param("moved", alias.moved().atOffset(ZoneOffset.UTC))
        .param("movedBy", alias.movedBy())
        .param("reason", alias.reason())
        .param("verdict", alias.verdict())
        .update();
    return id;
  }

  private static Move map(ResultSet row, int number) throws SQLException {
    return new Move(
        row.getObject("id", UUID.class),
        new Alias(
            row.getString("alias"),
            row.getInt("version"),
            row.getObject("moved", OffsetDateTime.class).toInstant(),
            row.getString("moved_by"),
            row.getString("reason"),
            row.getObject("verdict", UUID.class)));
  }
}
