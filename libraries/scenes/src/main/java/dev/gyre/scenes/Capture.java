package dev.gyre.scenes;

import java.util.Set;

/**
 * An instant of a sequence at which some sensors take their turn.
 *
 * @param timeNanos since the start
 * @param sensors those whose rate falls on it
 */
public record Capture(long timeNanos, Set<Sensor> sensors) {

  public Capture {
    sensors = Set.copyOf(sensors);
  }
}
