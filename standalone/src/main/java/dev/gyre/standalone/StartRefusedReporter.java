package dev.gyre.standalone;

import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Keeps a refusal at its one line, which {@link StandaloneApplication} prints, and is silent about
 * what fails because the process was told to stop.
 */
final class StartRefusedReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return failure instanceof StartRefusedException || isStopping();
  }

  /** The runtime tells this only to those who ask for something. */
  private static boolean isStopping() {
    Thread nothing = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(nothing);
      Runtime.getRuntime().removeShutdownHook(nothing);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
