package dev.gyre.api.data;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Samples that wait for people.
 *
 * @param open tasks that may be leased
 * @param leased tasks that somebody works on
 * @param submitted tasks that are done
 */
public record LabelQueue(
    LabelQueueId id,
    String name,
    @Nullable String instructions,
    int open,
    int leased,
    int submitted,
    Instant created) {}
