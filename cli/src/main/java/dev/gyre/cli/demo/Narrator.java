package dev.gyre.cli.demo;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells what the demo does, step by step, with the time that each took. */
final class Narrator {

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final long begin = System.nanoTime();
  private int steps;
  private long lastProgress;

  Narrator(PrintWriter out) {
    this.out = out;
  }

  /** Does a step and says how long it took. */
  <T> T step(String title, Supplier<T> work) {
    steps++;
    out.printf("%2d  %s%n", steps, title);
    out.flush();
    long start = System.nanoTime();
    lastProgress = start;
    T result = work.get();
    say("%s", seconds(start) + " s");
    return result;
  }

  /** A line under the present step. */
  @FormatMethod
  void say(@FormatString String format, Object... values) {
    out.printf("    %s%n", String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /** A line without a step. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Shows that a long job moves. */
  void progress(Job job) {
    long now = System.nanoTime();
    if (job.state() == JobState.RUNNING && now - lastProgress > PROGRESS_EVERY.toNanos()) {
      lastProgress = now;
      say(
          "%s: %.0f %%%s",
          job.type(), 100 * job.progress(), job.note() == null ? "" : ", " + job.note());
    }
  }

  /** Since the beginning, such as {@code 41.3}. */
  String total() {
    return seconds(begin);
  }

  int steps() {
    return steps;
  }

  private static String seconds(long since) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - since) / 1e9);
  }
}
