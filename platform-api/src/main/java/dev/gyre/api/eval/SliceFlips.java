package dev.gyre.api.eval;

import org.jspecify.annotations.Nullable;

/**
 * What became of the samples of one slice.
 *
 * @param slice name of the slice, in the task contract or of its own
 * @param id of a slice that was named in the request; absent for one of the task contract
 * @param className the class whose samples these are; absent for other slices
 * @param lowerBound of (fixed − broken) / n, one-sided at 95 %, in [-1, 1]: Tango's, or resampled
 *     where groups have several samples; -1 where n is 0
 * @param upperBound likewise; 1 where n is 0
 * @param pValueBetter of the exact one-sided test that the candidate is better, per group; 1 where
 *     nothing changed
 * @param fixable groups in which the champion is wrong on a sample: the most that can be fixed
 * @param better what that test comes to at level 0.01: {@code PASS}; {@code INSUFFICIENT} where so
 *     few groups changed, or could be fixed, that nobody could pass; else {@code FAIL}
 * @param absent samples of a frozen slice that are not in the split; they are in no number here
 * @param iou of a segmentation: the difference of {@code MEAN_IOU} on these samples, or of a slice
 *     per class the difference of that class's intersection over union on the whole split; absent
 *     for others, and where it is undefined for either model
 */
public record SliceFlips(
    String slice,
    @Nullable SliceId id,
    @Nullable String className,
    Flips flips,
    double lowerBound,
    double upperBound,
    double pValueBetter,
    int fixable,
    GateOutcome better,
    int absent,
    @Nullable MetricDifference iou) {

  /** Flips of a classification. */
  public SliceFlips(
      String slice,
      @Nullable SliceId id,
      @Nullable String className,
      Flips flips,
      double lowerBound,
      double upperBound,
      double pValueBetter,
      int fixable,
      GateOutcome better,
      int absent) {
    this(
        slice,
        id,
        className,
        flips,
        lowerBound,
        upperBound,
        pValueBetter,
        fixable,
        better,
        absent,
        null);
  }
}
