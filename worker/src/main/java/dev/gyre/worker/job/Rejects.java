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
  static boolean isTooLarge(ManifestFile file) {
    return file.size() > ImageLimits.STANDARD.maxBytes();
  }

  static Reject tooLarge(ManifestFile file) {
    return new Reject(
        file.key(),
        "TOO_LARGE",
        "The file has %d bytes; at most %d are decoded"
            .formatted(file.size(), ImageLimits.STANDARD.maxBytes()),
        file.name());
  }

  static List<Reject> first(List<Reject> rejects) {
    return rejects.subList(0, Math.min(MAX, rejects.size()));
  }
}
