package dev.gyre.streams.align;

import dev.gyre.streams.canonical.CanonicalJson;
import dev.gyre.streams.canonical.Sha256;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the streams of a sample are put together. Its digest is SHA-256 over its canonical JSON;
 * equal declarations have equal digests.
 *
 * @param streams a rule for every stream, by its name; a master stream is {@link Policy.Exact} and
 *     not filled
 * @param skewEdgesNanos edges of the bins of skew in the report, ascending: n edges make n + 1
 *     bins, each from its lower edge (in) to its upper edge (out). {@link SkewHistogram#DECADES} is
 *     one that serves most
 */
public record AlignmentSpec(
    Timeline timeline, Map<String, StreamRule> streams, List<Long> skewEdgesNanos) {

  public AlignmentSpec {
    streams = Collections.unmodifiableMap(new TreeMap<>(streams));
    skewEdgesNanos = List.copyOf(skewEdgesNanos);
    SkewHistogram.checkEdges(skewEdgesNanos);
    for (String name : streams.keySet()) {
      if (name.isBlank() || !CanonicalJson.isWellFormed(name)) {
        throw new IllegalArgumentException(
            "Stream name '%s' is blank or not well-formed Unicode".formatted(name));
      }
    }
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("No stream is declared; state a rule for each");
    }
    if (timeline instanceof Timeline.Master(String master)) {
      checkMaster(master, streams.get(master));
    }
  }

  private static void checkMaster(String name, @Nullable StreamRule master) {
    if (master == null) {
      throw new IllegalArgumentException(
          "The master stream '%s' has no rule among the streams".formatted(name));
    }
    if (!(master.policy() instanceof Policy.Exact) || master.onMiss() == MissRule.FILL) {
      throw new IllegalArgumentException(
          "The master stream '%s' gives the moments: its policy is exact and it is not filled"
              .formatted(name));
    }
  }

  /** The whole declaration in canonical JSON. */
  public String canonicalJson() {
    Map<String, Object> rules = new TreeMap<>();
    streams.forEach((name, rule) -> rules.put(name, rule.toMembers()));
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-alignment/1",
            "timeline",
            timeline.toMembers(),
            "streams",
            rules,
            "skew_edges_nanos",
            skewEdgesNanos.stream().map(String::valueOf).toList()));
  }

  /** SHA-256 of {@link #canonicalJson} in hexadecimal. */
  public String digest() {
    return Sha256.of(canonicalJson());
  }
}
