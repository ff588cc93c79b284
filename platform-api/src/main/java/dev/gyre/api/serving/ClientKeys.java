package dev.gyre.api.serving;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * Names that callers gave to their predictions.
 *
 * @param clientKeys at most 1000
 */
public record ClientKeys(List<String> clientKeys) {

  public ClientKeys {
    clientKeys = List.copyOf(clientKeys);
    if (clientKeys.size() > 1000) {
      throw PlatformException.invalid("client_keys", clientKeys.size() + " keys", "at most 1000");
    }
  }
}
