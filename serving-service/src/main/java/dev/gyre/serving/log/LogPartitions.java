package dev.gyre.serving.log;

import dev.gyre.api.UuidV7;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hour partitions of the log. Any number of processes may make them at once. */
@Repository
class LogPartitions {

  /** How far partitions are made ahead of the clock. */
  static final Duration AHEAD = Duration.ofDays(2);

  /** Any fixed number: "glog" in ASCII. */
  private static final long LOCK = 0x676c6f67L;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'prediction_'uuuuMMddHH").withZone(ZoneOffset.UTC);

  private final LogDatabase database;
  private final JdbcClient jdbc;

  LogPartitions(LogDatabase database) {
    this.database = database;
    this.jdbc = database.client();
  }

  /**
   * Makes the missing ones from this hour to {@link #AHEAD}, and that of the last log id, which is
   * another one after the clock was set back.
   *
   * @return how many
   */
  int ensure(Instant now) {
    Set<String> present = names();
    UUID last =
        jdbc.sql("select last from serving.log_head")
            .query((row, _) -> row.getObject(1, UUID.class))
            .single();
    Instant head = UuidV7.timeOf(last);
    int made = head.isAfter(now) && makeIfMissing(present, hour(head)) ? 1 : 0;
    for (Instant hour = hour(now);
        !hour.isAfter(now.plus(AHEAD));
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      made += makeIfMissing(present, hour) ? 1 : 0;
    }
    return made;
  }

  /** The partitions that exist. */
  Set<String> names() {
    return new HashSet<>(
        jdbc.sql(
                """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = cast('serving.prediction' as regclass)
                """)
            .query((row, _) -> row.getString(1))
            .list());
  }

  /** The hours that have a partition, oldest first. */
  List<Instant> hours() {
    return names().stream()
        .map(name -> LocalDateTime.parse(name, NAME).toInstant(ZoneOffset.UTC))
        .sorted()
        .toList();
  }

  static String nameOf(Instant hour) {
    return NAME.format(hour);
  }

  private boolean makeIfMissing(Set<String> present, Instant hour) {
    if (present.contains(nameOf(hour))) {
      return false;
    }
    database.transactions().executeWithoutResult(_ -> make(hour));
    return true;
  }

  /**
   * Attached, not made as a partition at once: that would wait for every reader of the log, and all
   * writers behind it.
   */
  private void make(Instant hour) {
    String table = "serving." + nameOf(hour);
    jdbc.sql("set local role " + ServiceName.SERVING.role()).update();
    jdbc.sql("set local lock_timeout = '5s'").update();
    jdbc.sql("select pg_advisory_xact_lock(" + LOCK + ")").query((row, _) -> row.getRow()).list();
    boolean missing =
        jdbc.sql("select to_regclass(:table) is null")
            .param("table", table)
            .query(Boolean.class)
            .single();
    if (missing) {
      jdbc.sql(
              "create table %s (like serving.prediction including defaults including constraints)"
                  .formatted(table))
          .update();
      jdbc.sql(
              "alter table serving.prediction attach partition %s for values from ('%s') to ('%s')"
                  .formatted(
                      table, UuidV7.floor(hour), UuidV7.floor(hour.plus(1, ChronoUnit.HOURS))))
          .update();
    }
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }
}
