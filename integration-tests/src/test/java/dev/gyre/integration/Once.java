package dev.gyre.integration;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that is done at its first use; if it fails, all uses fail alike. */
final class Once<T> {

  private final FutureTask<T> task;

  Once(Callable<T> work) {
    task = new FutureTask<>(work);
  }

  T get() {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A step before failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
