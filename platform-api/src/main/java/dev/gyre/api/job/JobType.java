package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/**
 * What kind of work a job is, such as {@code dataset-commit} or {@code train}. Each type belongs to
 * one service.
 *
 * @param name 1 to 60 of {@code a-z 0-9 -}, beginning with a letter
 */
public record JobType(@JsonValue String name) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public JobType {
    if (!FORM.matcher(name).matches()) {
      throw PlatformException.invalid(
          "job_type", name, "1 to 60 of a-z, 0-9 and -, beginning with a letter");
    }
  }

  @JsonCreator
  public static JobType valueOf(String name) {
    return new JobType(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
