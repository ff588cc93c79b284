package dev.gyre.api.monitoring;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One link of a proof, recorded when it happened.
 *
 * @param link stable name, see {@link Proof}
 * @param sentence the same for a person
 * @param references what it rests on: kind of entity to id or name
 * @param recorded absent for a link that has not happened
 */
public record ProofLink(
    String link,
    LinkState state,
    String sentence,
    Map<String, String> references,
    @Nullable Instant recorded) {

  public ProofLink {
    references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
  }
}
