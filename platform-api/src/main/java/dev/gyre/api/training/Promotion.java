package dev.gyre.api.training;

import dev.gyre.api.PlatformException;
import java.util.UUID;

/**
 * The move of an alias for a verdict of a gate.
 *
 * @param verdict the gate verdict that allows it
 */
public record Promotion(int version, UUID verdict) {

  public Promotion {
    if (version < 1) {
      throw PlatformException.invalid("version", version, "1 or more");
    }
  }
}
