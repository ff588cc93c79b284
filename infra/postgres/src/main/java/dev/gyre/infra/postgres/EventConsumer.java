package dev.gyre.infra.postgres;

import dev.gyre.api.event.Event;
import java.util.Set;

/**
 * Reacts to events. {@link EventDelivery} calls it in the order of the log, one event at a time
 * over all processes, inside a transaction that also moves the consumer's position: its effect in
 * this database happens exactly once, anything else at least once.
 *
 * <p>A new consumer starts at the beginning of the log. As it runs inside a transaction it calls no
 * other service; what needs one becomes a job.
 */
public interface EventConsumer {

  /** Unique over all services and never changed: {@code <service>.<purpose>}. */
  String name();

  /** The types to be told of; empty for all. */
  Set<String> types();

  /**
   * Takes one event. An exception rolls its effect back; the same event comes again after a delay,
   * and later ones wait for it.
   */
  void on(Event event);
}
