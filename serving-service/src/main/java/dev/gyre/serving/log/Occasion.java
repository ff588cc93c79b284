package dev.gyre.serving.log;

import dev.gyre.api.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a prediction besides the picture.
 *
 * @param clientKey the caller's own name for it, unique in the endpoint
 * @param occurred to the microsecond
 * @param sequence the caller's counter, from 0
 */
public record Occasion(
    @Nullable String clientKey,
    Instant occurred,
    @Nullable String device,
    @Nullable String group,
    @Nullable Long sequence) {

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

  public Occasion {
    requireText("client_key", clientKey);
    requireText("device", device);
    requireText("group", group);
    if (sequence != null && sequence < 0) {
      throw PlatformException.invalid("sequence", sequence, "0 or more");
    }
    occurred = occurred.truncatedTo(ChronoUnit.MICROS);
  }

  /** Nothing is said: it occurred when it came. */
  public static Occasion at(Instant received) {
    return new Occasion(null, received, null, null, null);
  }

  /**
   * The same with the time checked against the server's.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} before 1970 or more than a day ahead
   */
  public Occasion checked(Instant now) {
    if (occurred.isBefore(Instant.EPOCH) || occurred.isAfter(now.plus(AHEAD))) {
      throw PlatformException.invalid(
          "occurred", occurred, "from 1970 to a day after the server's time, " + now);
    }
    return this;
  }

  private static void requireText(String field, @Nullable String text) {
    if (text != null && !TEXT.matcher(text).matches()) {
      throw PlatformException.invalid(
          field, text.replaceAll("\\p{Cntrl}", "?"), "1 to 200 printable characters");
    }
  }
}
