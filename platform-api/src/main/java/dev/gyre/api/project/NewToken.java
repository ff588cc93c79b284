package dev.gyre.api.project;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made for the caller.
 *
 * @param name for people, 1 to 100 characters
 * @param validFor one minute to 366 days; 90 days if absent
 * @param project the only project where it shall hold; absent for all
 * @param role the most that it shall grant; absent for what the caller has
 */
public record NewToken(
    String name, @Nullable Duration validFor, @Nullable ProjectSlug project, @Nullable Role role) {

  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(366);

  public NewToken {
    if (name.isBlank() || name.length() > 100) {
      throw PlatformException.invalid("name", name, "1 to 100 characters");
    }
    if (validFor != null && (validFor.compareTo(LEAST) < 0 || validFor.compareTo(MOST) > 0)) {
      throw PlatformException.invalid("valid_for", validFor, "from PT1M to P366D");
    }
  }
}
