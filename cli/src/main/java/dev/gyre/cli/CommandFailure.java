package dev.gyre.cli;

/** Ends a command with a message on standard error and an exit code. */
public final class CommandFailure extends RuntimeException {

  private final int exitCode;

  /** A failure that is told in these words. */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** One of {@link Exit}. */
  public int exitCode() {
    return exitCode;
  }
}
