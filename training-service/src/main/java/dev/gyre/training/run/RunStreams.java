package dev.gyre.training.run;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.infra.web.EventStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends what runs measure to whoever listens, one virtual thread each. It reads the table again and
 * again and keeps nothing, so a listener may go on at any replica.
 */
@Component
class RunStreams {

  private static final Logger log = LoggerFactory.getLogger(RunStreams.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 1000;

  private final EventStreams streams;
  private final Runs runs;
  private final MetricRepository metrics;

  RunStreams(EventStreams streams, Runs runs, MetricRepository metrics) {
    this.streams = streams;
    this.runs = runs;
    this.metrics = metrics;
  }

  /**
   * Where a stream goes on.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if it is no id of an event
   */
  static long position(@Nullable String lastEventId, @Nullable String after) {
    boolean resumed = lastEventId != null && !lastEventId.isEmpty();
    String text = resumed ? lastEventId : after;
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,18}")) {
      throw PlatformException.invalid(
          resumed ? "Last-Event-ID" : "after", text, "the id of an event of this stream");
    }
    return Long.parseLong(text);
  }

  SseEmitter open(RunId run, ProjectId project, long position) {
    SseEmitter emitter = streams.open();
    CountDownLatch left = new CountDownLatch(1);
    emitter.onCompletion(left::countDown);
    emitter.onError(_ -> left.countDown());
    Thread.ofVirtual()
        .name("events of run " + run)
        .start(() -> follow(new Listener(emitter, left, run, project), position));
    return emitter;
  }

  private record Listener(SseEmitter emitter, CountDownLatch left, RunId run, ProjectId project) {}

  private void follow(Listener listener, long from) {
    long position = from;
    try {
      while (listener.left().getCount() > 0) {
        // Read before the points: once a run has ended, all its points are visible.
        Run run = runs.get(listener.project(), listener.run());
        List<MetricRepository.Placed> points = metrics.after(listener.run(), position, BATCH);
        for (MetricRepository.Placed placed : points) {
          position = placed.position();
          send(listener, "metric", position, placed.point());
        }
        if (points.isEmpty() && run.state().isTerminal()) {
          send(listener, "run", position, run);
          listener.emitter().complete();
          return;
        }
        if (points.isEmpty() && listener.left().await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      log.debug("A listener to run {} has left: {}", listener.run(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("The events of run {} break off; the listener may come again", listener.run(), e);
      listener.emitter().completeWithError(e);
    }
  }

  private static void send(Listener listener, String name, long position, Object payload)
      throws IOException {
    SseEmitter.SseEventBuilder event =
        SseEmitter.event()
            .id(Long.toString(position))
            .name(name)
            .data(payload, MediaType.APPLICATION_JSON);
    try {
      listener.emitter().send(event);
    } catch (IllegalStateException e) {
      throw new IOException("The stream is closed", e);
    }
  }
}
