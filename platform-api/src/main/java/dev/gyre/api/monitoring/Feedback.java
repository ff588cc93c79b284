package dev.gyre.api.monitoring;

import dev.gyre.api.serving.LogId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as it was given; never changed. Of several about one prediction the latest counts.
 *
 * @param logId of the prediction; absent while feedback by client key waits for it
 * @param givenBy name of the principal
 * @param waiting whether the prediction has not been seen in the log yet
 */
public record Feedback(
    FeedbackId id,
    String endpoint,
    @Nullable LogId logId,
    @Nullable String clientKey,
    String className,
    Collection collection,
    @Nullable Double probability,
    String givenBy,
    Instant received,
    boolean waiting) {}
