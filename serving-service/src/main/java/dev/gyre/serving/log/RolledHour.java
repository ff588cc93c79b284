package dev.gyre.serving.log;

import dev.gyre.api.Digest;
import java.time.Instant;

/**
 * An hour of the log that lies in a Parquet artifact.
 *
 * @param hour its first instant
 */
record RolledHour(Instant hour, Digest artifact, HourFile.Content content) {}
