package dev.gyre.onnx;

/**
 * A model, package or tensor that cannot be used as asked. The message says what, which value, and
 * what to do; it is safe to show to the user. Repeating the call gives the same error.
 */
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error found by this library. */
  public OnnxException(String message) {
    super(message);
  }

  /** An error that another library reported. */
  public OnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
