package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.time.Instant;

/**
 * A named preparation; never changed.
 *
 * @param digest SHA-256 over the canonical JSON of the spec
 */
public record Preparation(
    PreparationId id, String name, Digest digest, PreparationSpec spec, Instant created) {}
