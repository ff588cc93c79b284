package dev.gyre.worker.job;

import dev.gyre.api.data.Reject;
import dev.gyre.streams.image.ImageLimits;
import java.util.List;

/** Samples that are not taken. */
final class Rejects {

  /** The most that a result carries. */
  private static final int MAX = 1000;

  private Rejects() {}

  /** Judged by the manifest alone, so that nothing is fetched. */
  static boolean isTooLarge(ManifestRow row) {
    return row.size() > ImageLimits.STANDARD.maxBytes();
  }

  static Reject tooLarge(ManifestRow row) {
    return new Reject(
        row.key(),
        "TOO_LARGE",
        "The file has %d bytes; at most %d are decoded"
            .formatted(row.size(), ImageLimits.STANDARD.maxBytes()));
  }

  static List<Reject> first(List<Reject> rejects) {
    return rejects.subList(0, Math.min(MAX, rejects.size()));
  }
}
