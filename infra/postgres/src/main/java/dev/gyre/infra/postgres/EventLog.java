package dev.gyre.infra.postgres;

import dev.gyre.api.event.Event;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the log in an order in which nothing can appear behind the reader: by transaction, then id,
 * and only as far as no older transaction is still open. Ids alone are given out before the commit,
 * so that a reader by id passes over whatever commits late.
 */
final class EventLog {

  private final JdbcClient jdbc;

  EventLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The position of a consumer, locked until the end of the transaction; empty if another has it.
   */
  Optional<Position> lock(String consumer, ServiceName service) {
    jdbc.sql(
            """
            insert into platform.consumer_position (consumer, owner_role, tx, id)
            values (?, ?, '0', 0) on conflict do nothing
            """)
        .params(consumer, service.role())
        .update();
    return jdbc.sql(
            """
            select tx::text, id from platform.consumer_position
            where consumer = ? for update skip locked
            """)
        .param(consumer)
        .query((row, _) -> new Position(row.getString(1), row.getLong(2)))
        .optional();
  }

  void move(String consumer, Position position) {
    jdbc.sql(
            """
            update platform.consumer_position
            set tx = cast(? as xid8), id = ?, updated = clock_timestamp() where consumer = ?
            """)
        .params(position.tx(), position.id(), consumer)
        .update();
  }

  /** What follows the position, of all types. */
  List<Entry> after(Position position, int limit) {
    return jdbc.sql(
            """
            select tx::text as tx_text, id, type, project_id, subject, payload::text, occurred
            from platform.event
            where (tx, id) > (cast(? as xid8), ?) and tx < pg_snapshot_xmin(pg_current_snapshot())
            order by tx, id limit ?
            """)
        .params(position.tx(), position.id(), limit)
        .query((row, _) -> entry(row))
        .list();
  }

  /** Whether committed events wait for an older transaction to end. */
  boolean isHeldBack() {
    return jdbc.sql(
            """
            select exists (select from platform.event
              where tx >= pg_snapshot_xmin(pg_current_snapshot()))
            """)
        .query(Boolean.class)
        .single();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        new Position(row.getString("tx_text"), row.getLong("id")),
        new Event(
            row.getLong("id"),
            row.getString("type"),
            new ProjectId(row.getObject("project_id", UUID.class)),
            row.getString("subject"),
            row.getString("payload"),
            row.getTimestamp("occurred").toInstant()));
  }

  /**
   * @param tx a 64-bit transaction id, as text
   */
  record Position(String tx, long id) {}

  record Entry(Position position, Event event) {}
}
