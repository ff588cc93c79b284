package dev.gyre.api.serving;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/**
 * What of an endpoint may be changed.
 *
 * @param model name of the model line
 * @param alias that says which version answers, such as {@code champion}; the endpoint follows it
 * @param logging what the log promises
 * @param maxConcurrency requests that may be at work at once, 1 to 1024; one more is refused at
 *     once with {@code CAPACITY}
 */
public record EndpointSettings(String model, String alias, Logging logging, int maxConcurrency) {

  /** The largest {@code max_concurrency}. */
  public static final int MAX_CONCURRENCY = 1024;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public EndpointSettings {
    requireName("model", model);
    requireName("alias", alias);
    if (maxConcurrency < 1 || maxConcurrency > MAX_CONCURRENCY) {
      throw PlatformException.invalid(
          "max_concurrency", maxConcurrency, "from 1 to " + MAX_CONCURRENCY);
    }
  }

  private static void requireName(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          field, name, "1 to 64 letters, digits and . _ -, beginning with a letter or digit");
    }
  }
}
