package dev.gyre.api.serving;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that answers with the model version that an alias names.
 *
 * @param deployment what answers; if nothing does yet, what is being loaded or has failed; absent
 *     while the alias does not exist
 * @param next the version that shall replace it: {@code LOADING}, or {@code FAILED} while the
 *     former goes on answering; absent if there is none
 * @param logged predictions in its log
 * @param lost predictions that were answered and could not be logged, up to a second ago; only with
 *     {@link Logging#COUNTED}. A process that is killed takes along what it had queued, uncounted
 * @param revision counts the changes of its settings, from 0
 */
public record Endpoint(
    EndpointId id,
    String name,
    String model,
    String alias,
    Logging logging,
    int maxConcurrency,
    @Nullable Deployment deployment,
    @Nullable Deployment next,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long logged,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long lost,
    int revision,
    Instant created)
    implements Versioned {

  @Override
  public long version() {
    return revision;
  }
}
