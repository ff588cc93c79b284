package dev.gyre.api.eval;

import dev.gyre.api.PlatformException;
import java.util.Set;

/**
 * An alias to be moved to the candidate of a verdict.
 *
 * @param alias {@code champion} or {@code candidate}
 */
public record Promote(String alias) {

  private static final Set<String> ALIASES = Set.of("champion", "candidate");

  public Promote {
    if (!ALIASES.contains(alias)) {
      throw PlatformException.invalid("alias", alias, "'champion' or 'candidate'");
    }
  }
}
