package dev.gyre.infra.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt with what its executor needs.
 *
 * @param execution absent before the start and for work inside the service
 * @param logOffset how far its output has been copied
 */
record HeldAttempt(LeasedJob job, @Nullable ExecutionRef execution, long logOffset) {

  /** An attempt that has ended and of which its executor still keeps something. */
  record Ended(ExecutionRef execution, long logOffset, Instant ended) {}
}
