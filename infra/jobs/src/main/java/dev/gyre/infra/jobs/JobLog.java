package dev.gyre.infra.jobs;

import static dev.gyre.infra.jobs.JobDatabase.sql;

import dev.gyre.infra.postgres.ServiceName;
import java.nio.charset.StandardCharsets;
import org.springframework.util.unit.DataSize;

/** What attempts have written, as far as it is kept. */
final class JobLog {

  private final ServiceName service;
  private final JobDatabase database;
  private final DataSize max;

  JobLog(ServiceName service, JobDatabase database, DataSize max) {
    this.service = service;
    this.database = database;
    this.max = max;
  }

  /** Adds text, one line or more, in a transaction that the caller may have open. */
  void append(AttemptId attempt, String text) {
    if (text.isEmpty()) {
      return;
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    long after =
        database
            .jdbc()
            .sql(
                """
                update platform.attempt set log_bytes = log_bytes + :size
                where job_id = :job and number = :attempt returning log_bytes
                """)
            .param("size", size)
            .param("job", attempt.job().value())
            .param("attempt", attempt.number())
            .query(Long.class)
            .single();
    if (after <= max.toBytes()) {
      insert(attempt, text);
    } else if (after - size <= max.toBytes()) {
      insert(
          attempt,
          "[The log has reached its limit of %d MiB; what follows is not kept]"
              .formatted(max.toMegabytes()));
    }
  }

  /** Adds a stretch of a worker's output, once: unless somebody has read on from its beginning. */
  void append(ExecutionRef execution, long offset, LogChunk chunk) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          int moved =
              database
                  .jdbc()
                  .sql(
                      """
                      update platform.attempt set log_offset = :next
                      where job_id = :job and number = :attempt and log_offset = :offset
                      """)
                  .param("next", chunk.next())
                  .param("offset", offset)
                  .param("job", execution.attempt().job().value())
                  .param("attempt", execution.attempt().number())
                  .update();
          if (moved == 1) {
            append(execution.attempt(), chunk.text());
          }
        });
  }

  private void insert(AttemptId attempt, String text) {
    database
        .jdbc()
        .sql(
            """
            insert into platform.job_log (job_id, owner_role, attempt, received, text)
            values (:job, :role::name, :attempt, :now, :text)
            """)
        .param("job", attempt.job().value())
        .param("role", service.role())
        .param("attempt", attempt.number())
        .param("now", sql(database.now()))
        .param("text", storable(text))
        .update();
  }

  /** PostgreSQL keeps no NUL in text. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
