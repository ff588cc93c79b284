package dev.gyre.worker.transfer;

import dev.gyre.api.Digest;
import java.nio.file.Path;

/**
 * An artifact that is to be fetched.
 *
 * @param target the file to make of it; must not exist
 * @param maxBytes no more than this is written
 */
public record Wanted(Digest digest, Path target, long maxBytes) {}
