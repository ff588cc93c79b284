package dev.gyre.monitoring.monitor;

import dev.gyre.api.monitoring.Monitor;
import dev.gyre.api.monitoring.MonitorSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.serving.LogId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as it is stored.
 *
 * @param slug by which peers are asked
 * @param position the last prediction that was read
 * @param driftAfter the last prediction of the last window that was judged for drift
 * @param exposures predictions that were read
 * @param labelled of them, those that count for rates
 * @param labelledRevision counts the changes of labels
 * @param judgedRevision the one of them that incidents were judged at last
 */
public record Watch(
    ProjectId project,
    ProjectSlug slug,
    String endpoint,
    String model,
    MonitorSpec spec,
    @Nullable LogId position,
    @Nullable LogId driftAfter,
    int exposures,
    int labelled,
    long labelledRevision,
    long judgedRevision,
    Instant created) {

  /** Whether labels came since incidents were judged. */
  public boolean unjudged() {
    return labelledRevision != judgedRevision;
  }

  Monitor toMonitor() {
    return new Monitor(endpoint, model, spec, position, exposures, labelled, created);
  }
}
