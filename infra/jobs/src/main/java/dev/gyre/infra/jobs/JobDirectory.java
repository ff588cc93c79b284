package dev.gyre.infra.jobs;

import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLogLines;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All jobs of a project, whichever service runs them, for the service that shows them. Reads their
 * rows and writes none of them: a wish to cancel is a row of its own, which the job's engine takes
 * over within moments.
 */
public final class JobDirectory {

  private final ServiceName service;
  private final JobDatabase database;

  /**
   * @param service the one that asks; it owns the wishes to cancel
   */
  public JobDirectory(ServiceName service, JobDatabase database) {
    this.service = service;
    this.database = database;
  }

  /** See {@link dev.gyre.api.job.JobsApi#list}. */
  public Page<Job> list(ProjectId project, Filter filter, @Nullable String cursor, int limit) {
    Page.checkLimit(limit);
    List<Job> jobs =
        database
            .jdbc()
            .sql(
                """
                select %s from platform.job j where j.project_id = :project
                  and (:state::text is null or j.state = :state)
                  and (:type::text is null or j.type = :type)
                  and (:before::uuid is null or j.id < :before::uuid)
                order by j.id desc limit :limit
                """
                    .formatted(JobRows.PUBLIC))
            .param("project", project.value())
            .param("state", filter.state() == null ? null : filter.state().name())
            .param("type", filter.type() == null ? null : filter.type().name())
            .param("before", cursor == null ? null : before(cursor))
            .param("limit", limit + 1)
            .query((row, number) -> JobRows.job(row))
            .list();
    return jobs.size() <= limit
        ? new Page<>(jobs, null)
        : new Page<>(jobs.subList(0, limit), jobs.get(limit - 1).id().toString());
  }

  /** Which jobs to list; an absent part lets all through. */
  public record Filter(@Nullable JobState state, @Nullable JobType type) {}

  /** See {@link dev.gyre.api.job.JobsApi#get}. */
  public Job get(ProjectId project, JobId job) {
    return database
        .jdbc()
        .sql(
            "select %s from platform.job j where j.id = :id and j.project_id = :project"
                .formatted(JobRows.PUBLIC))
        .param("id", job.value())
        .param("project", project.value())
        .query((row, number) -> JobRows.job(row))
        .optional()
        .orElseThrow(() -> PlatformException.notFound("job", job));
  }

  /** See {@link dev.gyre.api.job.JobsApi#cancel}. */
  public Job cancel(ProjectId project, JobId job) {
    Job found = get(project, job);
    if (found.state().isTerminal()) {
      return found;
    }
    database
        .transactions()
        .executeWithoutResult(status -> {
          database
              .jdbc()
              .sql(
                  """
                  insert into platform.job_cancel (job_id, owner_role, requested)
                  values (:job, :role::name, :now) on conflict do nothing
                  """)
              .param("job", job.value())
              .param("role", service.role())
              .param("now", JobDatabase.sql(database.now()))
              .update();
          JobQueue.notify(database, found.service());
        });
    return asked(found);
  }

  private static Job asked(Job job) {
    return new Job(
        job.id(),
        job.project(),
        job.type(),
        job.service(),
        job.subject(),
        job.state(),
        job.progress(),
        job.note(),
        job.attempt(),
        true,
        job.created(),
        job.started(),
        job.ended(),
        job.outcome());
  }

  /** See {@link dev.gyre.api.job.JobsApi#log}. */
  public JobLogLines log(ProjectId project, JobId job, @Nullable String after, int limit) {
    Page.checkLimit(limit);
    get(project, job);
    long from = after == null ? 0 : position(after);
    List<Stretch> stretches =
        database
            .jdbc()
            .sql(
                """
                select id, attempt, received, text from platform.job_log
                where job_id = :job and id > :from order by id limit :limit
                """)
            .param("job", job.value())
            .param("from", from)
            .param("limit", limit)
            .query((row, number) ->
                new Stretch(
                    row.getLong("id"),
                    row.getInt("attempt"),
                    row.getTimestamp("received").toInstant(),
                    row.getString("text")))
            .list();
    long next = stretches.isEmpty() ? from : stretches.getLast().id();
    return new JobLogLines(
        stretches.stream().flatMap(Stretch::lines).toList(), Long.toString(next));
  }

  private record Stretch(long id, int attempt, Instant received, String text) {
    Stream<JobLogLines.Line> lines() {
      return text.lines().map(line -> new JobLogLines.Line(attempt, received, line));
    }
  }

  private static UUID before(String cursor) {
    try {
      return UUID.fromString(cursor);
    } catch (IllegalArgumentException e) {
      throw PlatformException.invalid("cursor", cursor, "next_cursor of an earlier answer");
    }
  }

  private static long position(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw PlatformException.invalid("after", after, "'next' of an earlier answer");
    }
  }
}
