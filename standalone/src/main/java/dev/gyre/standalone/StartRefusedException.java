package dev.gyre.standalone;

/** Gyre cannot start as asked; the message says why and what to do. */
final class StartRefusedException extends RuntimeException {

  StartRefusedException(String message) {
    super(message);
  }

  StartRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
