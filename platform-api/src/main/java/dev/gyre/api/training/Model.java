package dev.gyre.api.training;

import java.time.Instant;

/**
 * A named line of model versions, made with its first one.
 *
 * @param newest number of the newest version
 */
public record Model(String name, int newest, Instant created) {}
