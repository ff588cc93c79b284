package dev.gyre.streams.align;

import dev.gyre.streams.canonical.CanonicalJson;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an alignment did: moments = samples + dropped, and the same for every stream's items.
 *
 * @param specDigest of the {@link AlignmentSpec}
 * @param dropped ids of moments that a stream without item had dropped; each is among that stream's
 *     misses
 */
public record AlignmentReport(
    String specDigest,
    long moments,
    long samples,
    Bounded<String> dropped,
    Map<String, StreamReport> streams) {

  public AlignmentReport {
    streams = Collections.unmodifiableMap(new TreeMap<>(streams));
    if (moments != samples + dropped.count()) {
      throw new IllegalArgumentException(
          "%d moments are not %d samples and %d dropped"
              .formatted(moments, samples, dropped.count()));
    }
    for (Map.Entry<String, StreamReport> stream : streams.entrySet()) {
      if (stream.getValue().samples() != samples) {
        throw new IllegalArgumentException(
            "Stream '%s' is in %d samples of %d"
                .formatted(stream.getKey(), stream.getValue().samples(), samples));
      }
    }
  }

  /** The report in canonical JSON. */
  public String canonicalJson() {
    Map<String, Object> reports = new TreeMap<>();
    streams.forEach((name, report) -> reports.put(name, report.toMembers()));
    return CanonicalJson.write(
        Map.of(
            "format",
            "gyre-alignment-report/1",
            "alignment",
            specDigest,
            "moments",
            moments,
            "samples",
            samples,
            "dropped",
            dropped.toMembers(id -> id),
            "streams",
            reports));
  }
}
