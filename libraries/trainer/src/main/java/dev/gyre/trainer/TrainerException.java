package dev.gyre.trainer;

/**
 * A network, plan, checkpoint or process that cannot be used as asked. The message says what, which
 * value, and what to do; it is safe to show to the user. Repeating the call gives the same error.
 */
public final class TrainerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error found by this library. */
  public TrainerException(String message) {
    super(message);
  }

  /** An error that another library reported. */
  public TrainerException(String message, Throwable cause) {
    super(message, cause);
  }
}
