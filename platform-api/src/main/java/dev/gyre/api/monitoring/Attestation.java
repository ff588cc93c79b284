package dev.gyre.api.monitoring;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * A link of the making that nothing here has recorded, stated by the person who gives it.
 *
 * @param link {@code prepared_set}, {@code run} or {@code promotion}; evidence cannot be attested
 * @param statement 1 to 1000 characters
 */
public record Attestation(String link, String statement) {

  /** The links that may be attested. */
  public static final List<String> LINKS = List.of("prepared_set", "run", "promotion");

  public Attestation {
    if (!LINKS.contains(link)) {
      throw PlatformException.invalid("attestations.link", link, "one of " + LINKS);
    }
    if (statement.isBlank() || statement.length() > 1000) {
      throw PlatformException.invalid("attestations.statement", statement, "1 to 1000 characters");
    }
  }
}
