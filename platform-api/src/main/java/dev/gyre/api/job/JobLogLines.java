package dev.gyre.api.job;

import java.time.Instant;
import java.util.List;

/**
 * A stretch of a job's log, oldest first.
 *
 * @param next asks for what follows these lines; always present, because a running job writes on
 */
public record JobLogLines(List<Line> lines, String next) {

  public JobLogLines {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param attempt the attempt that wrote it
   * @param time when the server received it
   */
  public record Line(int attempt, Instant time, String text) {}
}
