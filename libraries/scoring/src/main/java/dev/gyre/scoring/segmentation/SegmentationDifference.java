package dev.gyre.scoring.segmentation;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.interval.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Candidate minus champion on the same samples, each metric in [−1, 1]; paired: one resample of
 * groups serves both models. The metrics are those of {@link SegmentationReport}.
 *
 * @param samples n, those with counted pixels
 * @param groups independent groups among them
 * @param classes one entry per class, in order
 */
public record SegmentationDifference(
    int samples,
    int groups,
    Interval right,
    Interval sampleMeanIou,
    Interval meanIou,
    Interval meanBoundaryIou,
    Interval pixelAccuracy,
    Interval frequencyWeightedIou,
    List<ClassDifference> classes) {

  public SegmentationDifference {
    classes = List.copyOf(classes);
  }

  /**
   * One class; null where it is undefined for either model.
   *
   * @param name of the class
   * @param iou candidate minus champion
   * @param boundaryIou candidate minus champion
   */
  public record ClassDifference(
      String name, @Nullable Interval iou, @Nullable Interval boundaryIou) {}

  /**
   * Whether a difference is no loss beyond a margin: pass if the whole interval lies above −margin,
   * fail if it does not and lies below 0, else insufficient. An interval of level 1 − 2α makes the
   * one-sided test at α.
   *
   * @param difference one of this comparison
   * @param margin loss that is accepted, in (0, 1)
   */
  public static Verdict noWorse(Interval difference, double margin) {
    if (!(margin > 0 && margin < 1)) {
      throw new IllegalArgumentException(
          "a margin is a share in (0, 1), but is %s; set it in the task contract"
              .formatted(margin));
    }
    return difference.low() > -margin
        ? Verdict.PASS
        : difference.high() < 0 ? Verdict.FAIL : Verdict.INSUFFICIENT;
  }
}
