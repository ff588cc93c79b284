package dev.gyre.worker.attempt;

import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobMetric;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a body has said and no heartbeat has carried yet. Safe for use by many threads. */
final class Reports {

  private static final int MAX_WAITING = 5 * JobHeartbeat.MAX_ITEMS;
  private static final int MAX_LINE = 4000;

  private final Queue<String> lines = new ArrayDeque<>();
  private final Queue<JobMetric> metrics = new ArrayDeque<>();
  private double progress;
  private @Nullable String note;
  private int leftOut;
  private boolean fresh;

  synchronized void progress(double share, String words) {
    progress = Double.isNaN(share) ? progress : Math.clamp(share, 0, 1);
    note = cut(words, JobHeartbeat.MAX_NOTE);
    fresh = true;
  }

  synchronized void line(String text) {
    for (String line : text.lines().toList()) {
      add(lines, cut(line, MAX_LINE));
    }
  }

  synchronized void metric(JobMetric metric) {
    add(metrics, metric);
  }

  synchronized boolean isEmpty() {
    return !fresh && lines.isEmpty() && metrics.isEmpty() && leftOut == 0;
  }

  /** Hands over what waits, as much as one heartbeat takes. */
  synchronized JobHeartbeat take(int sequence) {
    List<String> text = take(lines, JobHeartbeat.MAX_ITEMS - 1);
    if (leftOut > 0) {
      text.add("%d lines and values were left out: too many at once".formatted(leftOut));
      leftOut = 0;
    }
    fresh = false;
    return new JobHeartbeat(sequence, progress, note, text, take(metrics, JobHeartbeat.MAX_ITEMS));
  }

  private <T> void add(Queue<T> queue, T item) {
    if (queue.size() < MAX_WAITING) {
      queue.add(item);
    } else {
      leftOut++;
    }
  }

  private static <T> List<T> take(Queue<T> queue, int most) {
    List<T> taken = new ArrayList<>();
    while (taken.size() < most && !queue.isEmpty()) {
      taken.add(queue.remove());
    }
    return taken;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
