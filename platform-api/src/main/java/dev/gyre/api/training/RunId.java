package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import dev.gyre.api.UuidV7;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identity of a run, in the form that MLflow's clients expect.
 *
 * @param hex 32 lower-case hexadecimal digits; those made here are time-ordered
 */
public record RunId(@JsonValue String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public RunId {
    if (!FORM.matcher(hex).matches()) {
      throw PlatformException.invalid("run_id", hex, "32 lower-case hexadecimal digits");
    }
  }

  @JsonCreator
  public static RunId valueOf(String hex) {
    return new RunId(hex);
  }

  /** A new identity. */
  public static RunId next() {
    UUID id = UuidV7.next();
    return new RunId(
        "%016x%016x".formatted(id.getMostSignificantBits(), id.getLeastSignificantBits()));
  }

  @Override
  public String toString() {
    return hex;
  }
}
