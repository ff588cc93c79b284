package dev.gyre.infra.jobs;

import static dev.gyre.infra.jobs.JobDatabase.sql;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The jobs of one service that no attempt holds: how they come, wait and are picked. */
final class JobQueue {

  /** Channel of PostgreSQL on which the name of a service says that it should look. */
  static final String CHANNEL = "gyre_job";

  private final ServiceName service;
  private final JobDatabase database;

  JobQueue(ServiceName service, JobDatabase database) {
    this.service = service;
    this.database = database;
  }

  /** Adds a job within the caller's transaction; one that exists stays as it is. */
  void add(JobSubmission job, JobResources resources, Duration timeout, int maxAttempts) {
    Instant now = database.now();
    database
        .jdbc()
        .sql(
            """
            insert into platform.job (id, owner_role, project_id, service, type, subject, input,
              created_by, priority, cores, memory_bytes, timeout_ms, max_attempts, state, run_at,
              created)
            values (:id, :role::name, :project, :service, :type, :subject, :input::jsonb,
              :createdBy, :priority, :cores, :memory, :timeout, :maxAttempts, 'QUEUED', :runAt,
              :now)
            on conflict (id) do nothing
            """)
        .param("id", job.id().value())
        .param("role", service.role())
        .param("project", job.project().value())
        .param("service", service.value())
        .param("type", job.type().name())
        .param("subject", job.subject())
        .param("input", job.input().toString())
        .param("createdBy", job.createdBy() == null ? null : job.createdBy().value())
        .param("priority", job.priority())
        .param("cores", resources.cores())
        .param("memory", resources.memory().toBytes())
        .param("timeout", timeout.toMillis())
        .param("maxAttempts", maxAttempts)
        .param("runAt", sql(job.runAt() == null ? now : job.runAt()))
        .param("now", sql(now))
        .update();
    notify(database, service.value());
  }

  /** Wakes the engines of a service when the transaction commits. */
  static void notify(JobDatabase database, String service) {
    database
        .jdbc()
        .sql("select pg_notify(:channel, :service)")
        .param("channel", CHANNEL)
        .param("service", service)
        .query((row, number) -> number)
        .list();
  }

  Optional<Job> find(JobId job) {
    return database
        .jdbc()
        .sql(
            "select %s from platform.job j where j.id = :id and j.service = :service"
                .formatted(JobRows.PUBLIC))
        .param("id", job.value())
        .param("service", service.value())
        .query((row, number) -> JobRows.job(row))
        .optional();
  }

  /** A job that may be picked. */
  record Candidate(JobId job, JobType type, JobResources resources, Instant runAt) {}

  /** The next jobs of these types, locked against other pickers, who pass them over. */
  List<Candidate> next(Collection<JobType> types, int limit) {
    return database
        .jdbc()
        .sql(
            """
            select j.id, j.type, j.cores, j.memory_bytes, j.run_at from platform.job j
            where j.service = :service and j.type in (:types) and j.state = 'QUEUED'
              and j.run_at <= :now and j.cancel_requested is null
            order by j.priority desc, j.run_at, j.id
            limit :limit for update skip locked
            """)
        .param("service", service.value())
        .param("types", types.stream().map(JobType::name).toList())
        .param("now", sql(database.now()))
        .param("limit", limit)
        .query((row, number) ->
            new Candidate(
                JobRows.id(row),
                new JobType(row.getString("type")),
                JobRows.resources(row),
                row.getTimestamp("run_at").toInstant()))
        .list();
  }

  /**
   * What the attempts of a place use, whichever service they belong to. Holds a lock until the
   * transaction ends, so that two engines of one host do not both take the last room.
   */
  JobResources lockUsed(String place) {
    database
        .jdbc()
        .sql("select pg_advisory_xact_lock(hashtextextended('gyre job place ' || :place, 0))")
        .param("place", place)
        .query((row, number) -> number)
        .list();
    return database
        .jdbc()
        .sql(
            """
            select coalesce(sum(cores), 0) cores, coalesce(sum(memory_bytes), 0) memory_bytes
            from platform.job where place = :place and state = 'RUNNING'
            """)
        .param("place", place)
        .query((row, number) -> JobRows.resources(row))
        .single();
  }

  /** Begins an attempt of a locked job: a new number, a new fence, a new lease. */
  LeasedJob lease(JobId job, String place, Duration lease, String token) {
    LeasedJob leased =
        database
            .jdbc()
            .sql(
                """
                update platform.job j set state = 'RUNNING', attempt = attempt + 1,
                  fence = nextval('platform.job_fence'), place = :place, lease_until = :until,
                  deadline = :now::timestamptz + timeout_ms * interval '1 millisecond',
                  started = coalesce(started, :now), heartbeat = 0, progress = 0, note = null
                where j.id = :id and j.state = 'QUEUED' returning %s
                """
                    .formatted(JobRows.ALL))
            .param("id", job.value())
            .param("place", place)
            .param("until", sql(database.now().plus(lease)))
            .param("now", sql(database.now()))
            .query((row, number) -> JobRows.leased(row))
            .single();
    database
        .jdbc()
        .sql(
            """
            insert into platform.attempt
              (job_id, number, owner_role, fence, token_hash, place, created)
            select id, attempt, owner_role, fence, :hash, place, :now
            from platform.job where id = :id
            """)
        .param("id", job.value())
        .param("hash", JobTokens.hash(token))
        .param("now", sql(database.now()))
        .update();
    return leased;
  }

  /** Marks one job of this service. */
  void requestCancel(JobId job) {
    database
        .jdbc()
        .sql(
            """
            update platform.job set cancel_requested = :now
            where id = :id and service = :service and state in ('QUEUED', 'RUNNING')
              and cancel_requested is null
            """)
        .param("id", job.value())
        .param("service", service.value())
        .param("now", sql(database.now()))
        .update();
    notify(database, service.value());
  }

  /** Takes over wishes to cancel that were written by the public API. */
  void takeCancels() {
    database
        .jdbc()
        .sql(
            """
            update platform.job j set cancel_requested = :now
            where j.service = :service and j.state in ('QUEUED', 'RUNNING')
              and j.cancel_requested is null
              and exists (select from platform.job_cancel c where c.job_id = j.id)
            """)
        .param("service", service.value())
        .param("now", sql(database.now()))
        .update();
  }

  /** Waiting jobs that somebody asked to end. */
  List<JobId> cancelled() {
    return database
        .jdbc()
        .sql(
            """
            select j.id from platform.job j
            where j.service = :service and j.state = 'QUEUED' and j.cancel_requested is not null
            order by j.id
            """)
        .param("service", service.value())
        .query((row, number) -> JobRows.id(row))
        .list();
  }

  /** One of them, locked until the transaction ends; empty if somebody else has it. */
  Optional<JobRequest> lockCancelled(JobId job) {
    return database
        .jdbc()
        .sql(
            """
            select %s from platform.job j
            where j.id = :id and j.state = 'QUEUED' and j.cancel_requested is not null
            for update skip locked
            """
                .formatted(JobRows.ALL))
        .param("id", job.value())
        .query((row, number) -> JobRows.request(row))
        .optional();
  }

  /** Ends a waiting job that is locked. */
  void closeCancelled(JobId job, String outcome) {
    database
        .jdbc()
        .sql(
            """
            update platform.job set state = 'CANCELLED', ended = :now, outcome = :outcome::jsonb
            where id = :id and state = 'QUEUED'
            """)
        .param("id", job.value())
        .param("now", sql(database.now()))
        .param("outcome", outcome)
        .update();
  }
}
