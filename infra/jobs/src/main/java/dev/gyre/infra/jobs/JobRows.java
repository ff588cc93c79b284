package dev.gyre.infra.jobs;

import static dev.gyre.infra.jobs.JobDatabase.instant;
import static java.util.Objects.requireNonNull;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Reads rows of {@code platform.job}, which queries call {@code j}. */
final class JobRows {

  /** For {@link #job}. */
  static final String PUBLIC =
      """
      j.id, j.project_id, j.type, j.service, j.subject, j.state, j.progress, j.note, j.attempt,
      j.cancel_requested, j.created, j.started, j.ended, j.outcome
      """;

  /** For {@link #leased} and {@link #request}. */
  static final String ALL =
      PUBLIC
          + """
          , j.input, j.place, j.cores, j.memory_bytes, j.failures, j.max_attempts,
          j.lease_until, j.deadline
          """;

  private JobRows() {}

  static Job job(ResultSet row) throws SQLException {
    return new Job(
        id(row),
        new ProjectId(row.getObject("project_id", UUID.class)),
        new JobType(row.getString("type")),
        row.getString("service"),
        row.getString("subject"),
        JobState.valueOf(row.getString("state")),
        row.getDouble("progress"),
        row.getString("note"),
        row.getInt("attempt"),
        row.getTimestamp("cancel_requested") != null,
        required(row, "created"),
        instant(row.getTimestamp("started")),
        instant(row.getTimestamp("ended")),
        outcome(row.getString("outcome")));
  }

  static JobRequest request(ResultSet row) throws SQLException {
    return new JobRequest(job(row), JobDatabase.JSON.readTree(row.getString("input")));
  }

  static LeasedJob leased(ResultSet row) throws SQLException {
    return new LeasedJob(
        request(row),
        new AttemptId(id(row), row.getInt("attempt")),
        row.getString("place"),
        resources(row),
        row.getInt("failures"),
        row.getInt("max_attempts"),
        required(row, "lease_until"),
        required(row, "deadline"),
        instant(row.getTimestamp("cancel_requested")));
  }

  static HeldAttempt held(ResultSet row) throws SQLException {
    LeasedJob job = leased(row);
    String handle = row.getString("execution");
    return new HeldAttempt(
        job, handle == null ? null : new ExecutionRef(job.id(), handle), row.getLong("log_offset"));
  }

  static JobResources resources(ResultSet row) throws SQLException {
    return new JobResources(row.getDouble("cores"), DataSize.ofBytes(row.getLong("memory_bytes")));
  }

  static JobId id(ResultSet row) throws SQLException {
    return new JobId(row.getObject("id", UUID.class));
  }

  private static Instant required(ResultSet row, String column) throws SQLException {
    return requireNonNull(instant(row.getTimestamp(column)), column);
  }

  private static @Nullable JobOutcome outcome(@Nullable String json) {
    return json == null ? null : JobDatabase.JSON.readValue(json, JobOutcome.class);
  }
}
