package dev.gyre.streams.preparation;

/**
 * Hears how far a run is. An exception that it throws ends the run and reaches the caller: the way
 * to cancel.
 */
@FunctionalInterface
public interface PreparationProgress {

  /** Called after each input, on the thread of the run. */
  void advanced(long done, long total);

  /** Hears nothing. */
  static PreparationProgress none() {
    return (done, total) -> {};
  }
}
