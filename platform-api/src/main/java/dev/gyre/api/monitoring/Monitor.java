package dev.gyre.api.monitoring;

import dev.gyre.api.serving.LogId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The standing watch over one endpoint.
 *
 * @param position the last prediction of the log that was read; absent before the first
 * @param exposures predictions that were read
 * @param labelled of them, those with feedback from which rates may be computed
 */
public record Monitor(
    String endpoint,
    String model,
    MonitorSpec spec,
    @Nullable LogId position,
    int exposures,
    int labelled,
    Instant created) {}
