package dev.gyre.serving.log;

import java.util.concurrent.CompletableFuture;

/**
 * An entry on its way into the log.
 *
 * @param done ends with its place in the log, or why it has none
 */
record Pending(LogEntry entry, CompletableFuture<Logged> done) {

  void fail(Throwable reason) {
    done.completeExceptionally(reason);
  }
}
