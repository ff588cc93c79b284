package dev.gyre.cli;

import dev.gyre.api.job.Job;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How long a command waits for its job. */
final class WaitOptions {

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description = "how long to wait for the work to end (default: 1800)")
  private long seconds = 1800;

  /** Waits with progress on the writer. */
  JobWait on(Connection connection, PrintWriter err) {
    if (seconds < 1) {
      throw new CommandFailure(
          Exit.USAGE, "--timeout is %d; it must be 1 or more".formatted(seconds));
    }
    return new JobWait(connection, Duration.ofSeconds(seconds), job -> tell(err, job));
  }

  private static void tell(PrintWriter err, Job job) {
    err.printf(
        Locale.ROOT,
        "%s %s, %.0f %%%s%n",
        job.type(),
        job.state().name().toLowerCase(Locale.ROOT),
        100 * job.progress(),
        job.note() == null ? "" : ", " + job.note());
    err.flush();
  }
}
