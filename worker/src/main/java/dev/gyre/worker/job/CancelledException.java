package dev.gyre.worker.job;

/** Ends a body because somebody asked for the end of the job. */
public final class CancelledException extends RuntimeException {

  /**
   * @param message how far the work was
   */
  public CancelledException(String message) {
    super(message);
  }
}
