package dev.gyre.api.serving;

/** What an endpoint promises about its log. */
public enum Logging {
  /** An answer waits until its record and its payload are durable, and carries the log id. */
  DURABLE,
  /** An answer does not wait; what could not be logged is counted and shown. */
  COUNTED,
  /**
   * Nothing is kept, neither record nor payload: no client key is known again, nobody can give
   * feedback, and the endpoint cannot be monitored.
   */
  OFF
}
