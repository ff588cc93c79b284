package dev.gyre.api.serving;

import dev.gyre.api.PlatformException;
import java.util.regex.Pattern;

/**
 * An endpoint to be made. Neither model nor alias need exist yet: it waits for them.
 *
 * @param name 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit; unique in the project,
 *     and the name of the model in the Open Inference Protocol
 * @param model see {@link EndpointSettings}, as for the others
 */
public record NewEndpoint(
    String name, String model, String alias, Logging logging, int maxConcurrency) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public NewEndpoint {
    if (!NAME.matcher(name).matches()) {
      throw PlatformException.invalid(
          "name", name, "1 to 63 of a-z, 0-9 and -, beginning with a letter or digit");
    }
    var _ = new EndpointSettings(model, alias, logging, maxConcurrency);
  }

  /** All but the name. */
  public EndpointSettings settings() {
    return new EndpointSettings(model, alias, logging, maxConcurrency);
  }
}
