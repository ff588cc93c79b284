package dev.gyre.api.serving;

/** What an endpoint promises about its log. */
public enum Logging {
  /** An answer waits until its record and its payload are durable, and carries the log id. */
  DURABLE,
  /** An answer does not wait; what could not be logged is counted and shown. */
  COUNTED
}
