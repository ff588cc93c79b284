package dev.gyre.api.training;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movable name on a model version.
 *
 * @param version that it names
 * @param moved when it came there
 * @param movedBy name of the principal, or {@code service:<name>}
 * @param reason given by a person; empty if none was given
 * @param verdict of the gate that let it pass; absent if a person moved it
 */
public record Alias(
    String alias,
    int version,
    Instant moved,
    String movedBy,
    String reason,
    @Nullable UUID verdict) {}
