package dev.gyre.api.eval;

import dev.gyre.api.data.SampleId;
import org.jspecify.annotations.Nullable;

/**
 * One sample under both models.
 *
 * @param className the truth; absent of a segmentation
 * @param champion class that the champion predicted; absent of a segmentation
 * @param candidate class that the candidate predicted; absent of a segmentation
 * @param championIou of a segmentation: the champion's mean intersection over union, in [0, 1]
 * @param candidateIou of a segmentation: the candidate's
 */
public record Flip(
    SampleId sample,
    String key,
    FlipKind kind,
    @Nullable String className,
    @Nullable String champion,
    @Nullable String candidate,
    @Nullable Double championIou,
    @Nullable Double candidateIou) {

  /** One of a classification. */
  public Flip(
      SampleId sample,
      String key,
      FlipKind kind,
      String className,
      String champion,
      String candidate) {
    this(sample, key, kind, className, champion, candidate, null, null);
  }
}
