package dev.gyre.api.job;

import dev.gyre.api.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life from the worker that holds an attempt.
 *
 * @param sequence counts the heartbeats of the attempt from 1; one that comes again renews the
 *     lease and changes nothing else
 * @param progress share of the work that is done, in [0, 1]
 * @param note what the worker is doing, in words, at most {@value #MAX_NOTE} characters
 * @param lines new lines of the log, at most {@value #MAX_ITEMS}
 * @param metrics new values, at most {@value #MAX_ITEMS}
 */
public record JobHeartbeat(
    int sequence,
    double progress,
    @Nullable String note,
    List<String> lines,
    List<JobMetric> metrics) {

  public static final int MAX_NOTE = 500;
  public static final int MAX_ITEMS = 10_000;

  public JobHeartbeat {
    lines = lines == null ? List.of() : List.copyOf(lines);
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    if (sequence < 1) {
      throw PlatformException.invalid("sequence", sequence, "1 or more");
    }
    if (!(progress >= 0 && progress <= 1)) {
      throw PlatformException.invalid("progress", progress, "from 0 to 1");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw PlatformException.invalid("note", note, "at most " + MAX_NOTE + " characters long");
    }
    if (lines.size() > MAX_ITEMS || metrics.size() > MAX_ITEMS) {
      throw PlatformException.invalid(
          "lines and metrics",
          lines.size() + " and " + metrics.size() + " items",
          "at most " + MAX_ITEMS + " items each; send the rest with the next heartbeat");
    }
  }
}
