package dev.gyre.scoring.segmentation;

import dev.gyre.scoring.interval.Interval;
import java.util.List;

/**
 * What one model did on one set of samples. All metrics but {@code right} and {@code sampleMeanIou}
 * are made from pixels summed over the set, so a large sample weighs more than a small one.
 *
 * @param samples n, those with counted pixels
 * @param groups independent groups among them
 * @param unjudged samples whose whole truth is ignored; they are in no number
 * @param confusion pixels; rows true, columns predicted, in the order of {@code classes}
 * @param right share of samples whose own mean IoU reaches the contract's threshold
 * @param sampleMeanIou mean over samples of their own mean IoU
 * @param meanIou mean IoU over the classes that are true or predicted in the set
 * @param meanBoundaryIou the same of the boundary IoU
 * @param pixelAccuracy share of right pixels
 * @param frequencyWeightedIou IoU weighted by the share of the class in the truth
 * @param classes one entry per class, in order
 */
public record SegmentationReport(
    int samples,
    int groups,
    int unjudged,
    PixelConfusion confusion,
    Interval right,
    Interval sampleMeanIou,
    Interval meanIou,
    Interval meanBoundaryIou,
    Interval pixelAccuracy,
    Interval frequencyWeightedIou,
    List<SegmentationScores> classes) {

  public SegmentationReport {
    classes = List.copyOf(classes);
  }
}
