package dev.gyre.api.data;

import java.time.Instant;

/**
 * A named line of versions.
 *
 * @param newest number of the newest version; 0 before the first
 */
public record Dataset(DatasetId id, String name, int newest, Instant created) {}
