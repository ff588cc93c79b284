package dev.gyre.infra.jobs;

import static dev.gyre.infra.jobs.JobDatabase.sql;

import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The jobs of one service that attempts hold. All that is written on behalf of an attempt goes
 * through {@link #HOLDS}: an attempt whose job was taken over touches no row.
 */
final class JobLeases {

  /** The fence. */
  private static final String HOLDS =
      """
      j.id = :job and j.state = 'RUNNING' and j.fence =
        (select a.fence from platform.attempt a where a.job_id = :job and a.number = :attempt)
      """;

  private final ServiceName service;
  private final JobDatabase database;

  JobLeases(ServiceName service, JobDatabase database) {
    this.service = service;
    this.database = database;
  }

  /** The job, if the attempt holds it and its lease has not run out. */
  Optional<LeasedJob> held(AttemptId attempt) {
    return ofAttempt(
            "select %s from platform.job j where %s and j.lease_until > :now"
                .formatted(JobRows.ALL, HOLDS),
            attempt)
        .param("now", sql(database.now()))
        .query((row, number) -> JobRows.leased(row))
        .optional();
  }

  /** The same, locked until the transaction ends, and also after the lease has run out. */
  Optional<LeasedJob> lock(AttemptId attempt) {
    return ofAttempt(
            "select %s from platform.job j where %s for update".formatted(JobRows.ALL, HOLDS),
            attempt)
        .query((row, number) -> JobRows.leased(row))
        .optional();
  }

  /**
   * Renews the lease and records progress.
   *
   * @return the job; empty if the attempt does not hold it or sent this heartbeat before
   */
  Optional<LeasedJob> beat(AttemptId attempt, JobHeartbeat heartbeat, Duration lease) {
    return ofAttempt(
            """
            update platform.job j set lease_until = :until, heartbeat = :sequence,
              progress = :progress, note = coalesce(:note, note)
            where %s and j.lease_until > :now and j.heartbeat < :sequence returning %s
            """
                .formatted(HOLDS, JobRows.ALL),
            attempt)
        .param("until", sql(database.now().plus(lease)))
        .param("now", sql(database.now()))
        .param("sequence", heartbeat.sequence())
        .param("progress", heartbeat.progress())
        .param("note", heartbeat.note() == null ? null : JobLog.storable(heartbeat.note()))
        .query((row, number) -> JobRows.leased(row))
        .optional();
  }

  /** Renews the lease and nothing else. */
  Optional<LeasedJob> renew(AttemptId attempt, Duration lease) {
    return ofAttempt(
            """
            update platform.job j set lease_until = :until
            where %s and j.lease_until > :now returning %s
            """
                .formatted(HOLDS, JobRows.ALL),
            attempt)
        .param("until", sql(database.now().plus(lease)))
        .param("now", sql(database.now()))
        .query((row, number) -> JobRows.leased(row))
        .optional();
  }

  /**
   * Ends a locked job.
   *
   * @param keepLease whether the token lives on for a repeated completion
   */
  void close(AttemptId attempt, JobOutcome outcome, boolean keepLease) {
    ofAttempt(
            """
            update platform.job j set state = :state, ended = :now, outcome = :outcome::jsonb,
              lease_until = case when :keep then lease_until else :now end,
              progress = case when :state = 'SUCCEEDED' then 1 else progress end
            where %s
            """
                .formatted(HOLDS),
            attempt)
        .param("state", outcome.state().name())
        .param("now", sql(database.now()))
        .param("outcome", json(outcome))
        .param("keep", keepLease)
        .update();
  }

  /** Puts a locked job back into the queue. */
  void requeue(AttemptId attempt, Instant runAt, boolean failed, @Nullable String note) {
    ofAttempt(
            """
            update platform.job j set state = 'QUEUED', run_at = :runAt, note = :note,
              failures = failures + :failed, fence = null, place = null, lease_until = null,
              deadline = null
            where %s
            """
                .formatted(HOLDS),
            attempt)
        .param("runAt", sql(runAt))
        .param("note", note == null ? null : JobLog.storable(note))
        .param("failed", failed ? 1 : 0)
        .update();
  }

  /** Records how an attempt ended; for the holder of its job's lock. */
  void closeAttempt(AttemptId attempt, String ending, @Nullable String message) {
    ofAttempt(
            """
            update platform.attempt set ended = :now, ending = :ending, message = :message,
              cleaned = execution is null
            where job_id = :job and number = :attempt and ended is null
            """,
            attempt)
        .param("now", sql(database.now()))
        .param("ending", ending)
        .param("message", message == null ? null : JobLog.storable(message))
        .update();
  }

  /** How an attempt ended, if it has. */
  Optional<String> ending(AttemptId attempt) {
    return ofAttempt(
            """
            select ending from platform.attempt
            where job_id = :job and number = :attempt and ending is not null
            """,
            attempt)
        .query(String.class)
        .optional();
  }

  void storeExecution(ExecutionRef execution) {
    ofAttempt(
            """
            update platform.attempt set execution = :handle, cleaned = false
            where job_id = :job and number = :attempt
            """,
            execution.attempt())
        .param("handle", execution.handle())
        .update();
  }

  void markCleaned(AttemptId attempt) {
    ofAttempt(
            "update platform.attempt set cleaned = true where job_id = :job and number = :attempt",
            attempt)
        .update();
  }

  /** All attempts that hold a job of this service now, lapsed ones included. */
  List<HeldAttempt> running() {
    return database
        .jdbc()
        .sql(
            """
            select %s, a.execution, a.log_offset
            from platform.job j join platform.attempt a on a.job_id = j.id and a.number = j.attempt
            where j.service = :service and j.state = 'RUNNING' order by j.id
            """
                .formatted(JobRows.ALL))
        .param("service", service.value())
        .query((row, number) -> JobRows.held(row))
        .list();
  }

  /** Attempts at a place that have ended and are not cleaned up. */
  List<HeldAttempt.Ended> uncleaned(String place) {
    return database
        .jdbc()
        .sql(
            """
            select a.job_id, a.number, a.execution, a.log_offset, a.ended
            from platform.attempt a join platform.job j on j.id = a.job_id
            where a.place = :place and not a.cleaned and a.ended is not null
              and a.execution is not null and j.service = :service
            order by a.ended limit 100
            """)
        .param("place", place)
        .param("service", service.value())
        .query((row, number) ->
            new HeldAttempt.Ended(
                new ExecutionRef(
                    new AttemptId(
                        new JobId(row.getObject("job_id", UUID.class)), row.getInt("number")),
                    row.getString("execution")),
                row.getLong("log_offset"),
                row.getTimestamp("ended").toInstant()))
        .list();
  }

  /** Whether the attempt is one of this service's. */
  boolean owns(AttemptId attempt) {
    return ofAttempt(
            """
            select count(*) from platform.attempt a join platform.job j on j.id = a.job_id
            where a.job_id = :job and a.number = :attempt and j.service = :service
            """,
            attempt)
        .param("service", service.value())
        .query(Integer.class)
        .single()
        .equals(1);
  }

  Optional<JsonNode> step(JobId job, String name) {
    return database
        .jdbc()
        .sql("select result from platform.job_step where job_id = :job and name = :name")
        .param("job", job.value())
        .param("name", name)
        .query(String.class)
        .optional()
        .map(JobDatabase.JSON::readTree);
  }

  void storeStep(JobId job, String name, JsonNode result) {
    database
        .jdbc()
        .sql(
            """
            insert into platform.job_step (job_id, name, owner_role, result)
            values (:job, :name, :role::name, :result::jsonb)
            """)
        .param("job", job.value())
        .param("name", name)
        .param("role", service.role())
        .param("result", result.toString())
        .update();
  }

  static String json(JobOutcome outcome) {
    return JobDatabase.JSON.writerFor(JobOutcome.class).writeValueAsString(outcome);
  }

  private JdbcClient.StatementSpec ofAttempt(String sql, AttemptId attempt) {
    return database
        .jdbc()
        .sql(sql)
        .param("job", attempt.job().value())
        .param("attempt", attempt.number());
  }
}
