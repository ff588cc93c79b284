package dev.gyre.infra.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far a consumer has read. Asked in the transaction that reads its effects, under one snapshot,
 * the answer is true of them.
 */
public final class ConsumerProgress {

  private final JdbcClient jdbc;

  /**
   * @param jdbc on the data source that the service's transactions use
   */
  public ConsumerProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A place in the log.
   *
   * @param event the last event that was read, absent before the first
   * @param time when it happened, absent before the first
   * @param complete whether no event is visible that comes after it
   */
  public record Progress(@Nullable Long event, @Nullable Instant time, boolean complete) {}

  /** The progress of a consumer by its name; before its first turn it has read nothing. */
  public Progress of(String consumer) {
    return jdbc.sql(
            """
            select e.id, e.occurred, not exists (
              select from platform.event n
              where (n.tx, n.id) > (coalesce(p.tx, '0'::xid8), coalesce(p.id, 0))) as complete
            from (values (cast(:consumer as text))) as asked (consumer)
            left join platform.consumer_position p on p.consumer = asked.consumer
            left join platform.event e on e.id = p.id
            """)
        .param("consumer", consumer)
        .query((row, _) -> progress(row))
        .single();
  }

  private static Progress progress(ResultSet row) throws SQLException {
    Long event = row.getObject("id", Long.class);
    return new Progress(
        event,
        event == null ? null : row.getTimestamp("occurred").toInstant(),
        row.getBoolean("complete"));
  }
}
