package dev.gyre.scenes.shade;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where the time of frames goes. Never touches what is rendered. */
public final class StageTimes {

  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private long last = System.nanoTime();

  /** Begins a frame. */
  public void start() {
    last = System.nanoTime();
  }

  /** Gives the time since the last call to a stage. */
  public void lap(String stage) {
    long now = System.nanoTime();
    nanos.merge(stage, now - last, Long::sum);
    last = now;
  }

  /** Nanoseconds of each stage in the order of their first use. */
  public Map<String, Long> nanos() {
    return new LinkedHashMap<>(nanos);
  }

  /** Forgets all times. */
  public void clear() {
    nanos.clear();
  }
}
