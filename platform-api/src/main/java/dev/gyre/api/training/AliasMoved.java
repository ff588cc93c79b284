package dev.gyre.api.training;

import org.jspecify.annotations.Nullable;

/**
 * Payload of {@code dev.gyre.alias.moved.v1}.
 *
 * @param previous the version that it named before; absent for a new alias
 */
public record AliasMoved(String model, String alias, int version, @Nullable Integer previous) {}
