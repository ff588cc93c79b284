package dev.gyre.api.monitoring;

import dev.gyre.api.serving.LogId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence that a model failed, or may have.
 *
 * @param logId of the prediction; of the window's last one for drift
 * @param detail one sentence with the values
 * @param className the true class, where it is known
 * @param predicted what the model answered; absent for bad input
 * @param withdrawn since when later feedback says that the model was right; absent otherwise
 */
public record FailureEvent(
    FailureEventId id,
    String endpoint,
    LogId logId,
    FailureKind kind,
    boolean confirmed,
    String detail,
    int modelVersion,
    @Nullable String className,
    @Nullable String predicted,
    Instant occurred,
    @Nullable Instant withdrawn) {}
