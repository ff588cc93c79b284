package dev.gyre.api.eval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named part of the samples for which numbers are reported.
 *
 * @param filter CEL over a sample; of a frozen one, may be absent: those of its list are judged
 *     that pass it
 * @param samples of a frozen one; of a live one, those that passed the filter when it was made
 */
public record Slice(
    SliceId id,
    String name,
    SliceState state,
    @Nullable String filter,
    int samples,
    Instant created) {}
