package dev.gyre.infra.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events that end with the server: opens emitters without time-out, beats on each every
 * 15 s with a named event (a page cannot see comments), and completes them all when the context
 * closes, so that shutdown does not wait.
 */
public final class EventStreams implements ApplicationListener<ContextClosedEvent>, AutoCloseable {

  /** The pause between heartbeats. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("sse-heartbeat").factory());

  EventStreams() {
    var _ =
        beat.scheduleAtFixedRate(
            this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A new stream; the caller sends to it and completes it. */
  public SseEmitter open() {
    SseEmitter emitter = new SseEmitter(0L);
    open.add(emitter);
    emitter.onCompletion(() -> open.remove(emitter));
    emitter.onError(fault -> open.remove(emitter));
    return emitter;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    open.forEach(SseEmitter::complete);
  }

  @Override
  public void close() {
    beat.shutdownNow();
  }

  private void beat() {
    open.removeIf(emitter -> !beats(emitter));
  }

  private static boolean beats(SseEmitter emitter) {
    try {
      emitter.send(SseEmitter.event().name("heartbeat").data("{}"));
      return true;
    } catch (IOException | IllegalStateException e) {
      return false;
    }
  }
}
