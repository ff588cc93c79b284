package dev.gyre.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that could not be answered. Equal in both topologies: an HTTP client decodes the
 * problem document back into this exception.
 */
public final class PlatformException extends RuntimeException {

  private final ErrorCode code;
  private final transient Map<String, String> args;

  /**
   * @param detail says what is wrong, which value, and what to do; shown to the caller, so it holds
   *     no secret
   */
  public PlatformException(ErrorCode code, String detail) {
    this(code, detail, Map.of());
  }

  /**
   * @param args values that a program may read, such as {@code field} or {@code link}; become
   *     members of the problem document
   */
  public PlatformException(ErrorCode code, String detail, Map<String, String> args) {
    this(code, detail, args, null);
  }

  public PlatformException(
      ErrorCode code, String detail, Map<String, String> args, @Nullable Throwable cause) {
    super(detail, cause);
    this.code = code;
    this.args = new TreeMap<>(args);
  }

  public ErrorCode code() {
    return code;
  }

  /** The message for the caller. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Values for programs, sorted by name. */
  public Map<String, String> args() {
    return Map.copyOf(args);
  }

  /** {@link ErrorCode#INVALID_ARGUMENT} for one named value. */
  public static PlatformException invalid(String field, @Nullable Object value, String expected) {
    return new PlatformException(
        ErrorCode.INVALID_ARGUMENT,
        "%s is %s; it must be %s".formatted(field, quote(value), expected),
        Map.of("field", field));
  }

  /** {@link ErrorCode#NOT_FOUND} for one named thing. */
  public static PlatformException notFound(String noun, Object key) {
    return new PlatformException(
        ErrorCode.NOT_FOUND, "There is no %s '%s' here".formatted(noun, key), Map.of("noun", noun));
  }

  private static String quote(@Nullable Object value) {
    String text = String.valueOf(value);
    return value == null
        ? "missing"
        : "'" + (text.length() > 200 ? text.substring(0, 200) + "…" : text) + "'";
  }
}
