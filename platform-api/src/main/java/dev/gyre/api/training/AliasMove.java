package dev.gyre.api.training;

import dev.gyre.api.PlatformException;

/**
 * Where an alias shall go.
 *
 * @param reason at most 1,000 characters; must say something for a guarded alias
 */
public record AliasMove(int version, String reason) {

  public AliasMove {
    if (version < 1) {
      throw PlatformException.invalid("version", version, "1 or more");
    }
    Names.requireText("reason", reason, 1000);
  }
}
