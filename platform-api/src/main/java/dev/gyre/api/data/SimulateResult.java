package dev.gyre.api.data;

import dev.gyre.api.Digest;

/**
 * What a worker yields for a job of type {@code simulate}.
 *
 * @param archive a zip of the import format {@code samples}
 */
public record SimulateResult(Digest archive, int samples) {}
