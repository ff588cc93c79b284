package dev.gyre.standalone;

import org.springframework.boot.SpringBootExceptionReporter;

/** Keeps a refusal at its one line, which {@link StandaloneApplication} prints. */
final class StartRefusedReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    return failure instanceof StartRefusedException;
  }
}
