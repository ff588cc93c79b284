package dev.gyre.api.job;

import dev.gyre.api.project.ProjectId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A durable unit of background work, as it is seen from outside.
 *
 * @param service the service that owns the type, such as {@code data}
 * @param subject what the job works on, as {@code <noun>/<id>}
 * @param progress share of the newest attempt's work that is done, in [0, 1]
 * @param note what the newest attempt is doing, or what the job waits for, in words
 * @param attempt number of the newest attempt; 0 before the first
 * @param started when the first attempt began
 * @param cancelRequested whether somebody asked to end it
 * @param outcome present once the job has ended
 */
public record Job(
    JobId id,
    ProjectId project,
    JobType type,
    String service,
    String subject,
    JobState state,
    double progress,
    @Nullable String note,
    int attempt,
    boolean cancelRequested,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable JobOutcome outcome) {

  /** The result record of a job that has succeeded. */
  public Optional<JsonNode> result() {
    return outcome instanceof JobOutcome.Succeeded succeeded
        ? Optional.of(succeeded.result())
        : Optional.empty();
  }
}
