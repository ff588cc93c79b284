package dev.gyre.serving.log;

import dev.gyre.api.serving.LogId;

/** What became of an entry; durable in both cases. */
public sealed interface Logged {

  /** Where it stands. */
  LogId id();

  /** It was written. */
  record Written(LogId id) implements Logged {}

  /** Its client key was there already, with this entry; nothing was written. */
  record Repeated(LogId id) implements Logged {}
}
