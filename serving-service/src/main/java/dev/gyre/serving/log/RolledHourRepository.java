package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import dev.gyre.api.UuidV7;
import dev.gyre.infra.postgres.ServiceName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.stereotype.Repository;

/** Takes hours of the log out of the database, once they are elsewhere. */
@Repository
class RolledHourRepository {

  private static final int FETCH = 5000;

  private final LogDatabase database;

  RolledHourRepository(LogDatabase database) {
    this.database = database;
  }

  /** Hours that overlap a range of ids, oldest first. */
  List<RolledHour> between(UUID floor, UUID below) {
    return database
        .client()
        .sql(
            """
            select hour, artifact, rows, checksum from serving.rolled_hour
            where hour > :from and hour < :to order by hour
            """)
        .param("from", at(UuidV7.timeOf(floor).minus(1, ChronoUnit.HOURS)))
        .param("to", at(UuidV7.timeOf(below).plusMillis(1)))
        .query(RolledHourRepository::map)
        .list();
  }

  /** Ids of predictions with a payload in rolled hours, below an id, newest first. */
  List<UUID> withPayload(UUID project, Digest payload, UUID below, int limit) {
    return database
        .client()
        .sql(
            """
            select r.log_id from serving.rolled_payload r
            join serving.endpoint e on e.id = r.endpoint_id
            where e.project_id = :project and r.payload = :payload and r.log_id < :below
            order by r.log_id desc limit :limit
            """)
        .param("project", project)
        .param("payload", payload.bytes())
        .param("below", below)
        .param("limit", limit)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Gives all rows of an hour in the order of their ids, as one snapshot has them. */
  void readAll(Instant hour, HourFile.Sink sink) {
    database
        .transactions()
        .executeWithoutResult(_ ->
            database
                .client()
                .sql(
                    "select %s from serving.%s p order by p.log_id"
                        .formatted(LogRow.COLUMNS, LogPartitions.nameOf(hour)))
                .withFetchSize(FETCH)
                .query(row -> {
                  sink.add(LogRow.read(row));
                }));
  }

  /**
   * Says that an hour lies elsewhere. Nobody writes into it meanwhile.
   *
   * @throws IllegalStateException if the partition does not hold as many rows
   */
  void keep(RolledHour rolled, Instant now) {
    database.transactions().executeWithoutResult(_ -> keepInTransaction(rolled, now));
  }

  private void keepInTransaction(RolledHour rolled, Instant now) {
    String table = "serving." + LogPartitions.nameOf(rolled.hour());
    database.client().sql("set local lock_timeout = '5s'").update();
    database.client().sql("lock table %s in share mode".formatted(table)).update();
    long rows =
        database
            .client()
            .sql("select count(*) from " + table)
            .query((row, _) -> row.getLong(1))
            .single();
    if (rows != rolled.content().rows()) {
      throw new IllegalStateException(
          "Hour %s of the log has %d rows and its Parquet %d; it stays in the database"
              .formatted(rolled.hour(), rows, rolled.content().rows()));
    }
    database
        .client()
        .sql(
            """
            insert into serving.rolled_payload (payload, log_id, endpoint_id)
            select payload, log_id, endpoint_id from %s where payload is not null
            on conflict do nothing
            """
                .formatted(table))
        .update();
    database
        .client()
        .sql(
            """
            insert into serving.rolled_hour (hour, artifact, rows, checksum, rolled)
            values (:hour, :artifact, :rows, :checksum, :now) on conflict (hour) do nothing
            """)
        .param("hour", at(rolled.hour()))
        .param("artifact", rolled.artifact().bytes())
        .param("rows", rows)
        .param("checksum", rolled.content().checksum().bytes())
        .param("now", at(now))
        .update();
  }

  /**
   * Removes the partition of an hour, in steps of which each may be the last before a crash. Who
   * reads and writes other hours does not wait.
   */
  void drop(Instant hour) {
    String table = LogPartitions.nameOf(hour);
    database
        .template()
        .execute(
            (ConnectionCallback<Boolean>)
                connection -> {
                  try (Statement statement = connection.createStatement()) {
                    statement.execute("set role " + ServiceName.SERVING.role());
                    statement.execute("set lock_timeout = '5s'");
                    try {
                      return drop(statement, table);
                    } finally {
                      statement.execute("reset lock_timeout");
                      statement.execute("reset role");
                    }
                  }
                });
  }

  private static boolean drop(Statement statement, String table) throws SQLException {
    boolean attached = false;
    boolean pending = false;
    try (ResultSet row =
        statement.executeQuery(
            """
            select i.inhdetachpending from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = cast('serving.prediction' as regclass) and c.relname = '%s'
            """
                .formatted(table))) {
      if (row.next()) {
        attached = true;
        pending = row.getBoolean(1);
      }
    }
    if (attached) {
      statement.execute(
          "alter table serving.prediction detach partition serving.%s %s"
              .formatted(table, pending ? "finalize" : "concurrently"));
    }
    return statement.execute("drop table if exists serving." + table);
  }

  private static RolledHour map(ResultSet row, int number) throws SQLException {
    return new RolledHour(
        row.getObject("hour", OffsetDateTime.class).toInstant(),
        Digest.ofHash(row.getBytes("artifact")),
        new HourFile.Content(row.getLong("rows"), Digest.ofHash(row.getBytes("checksum"))));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
