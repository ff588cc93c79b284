package dev.gyre.scoring.segmentation;

import java.util.List;
import java.util.stream.IntStream;

/** All metrics of a multiset of samples, as one vector for the bootstrap. */
final class SetMetrics {

  static final int RIGHT = 0;
  static final int SAMPLE_MEAN_IOU = 1;
  static final int MEAN_IOU = 2;
  static final int MEAN_BOUNDARY_IOU = 3;
  static final int PIXEL_ACCURACY = 4;
  static final int FREQUENCY_WEIGHTED_IOU = 5;

  private static final int PER_CLASS = 6;

  private final ClassPixels[] pixels;
  private final double[] meanIou;
  private final double rightFrom;
  private final int classes;

  SetMetrics(List<SegmentedSample> samples, double rightFrom) {
    this.pixels = samples.stream().map(SegmentedSample::pixels).toArray(ClassPixels[]::new);
    this.meanIou = samples.stream().mapToDouble(SegmentedSample::meanIou).toArray();
    this.rightFrom = rightFrom;
    this.classes = samples.getFirst().classes();
  }

  static int iou(int k) {
    return PER_CLASS + 2 * k;
  }

  static int boundaryIou(int k) {
    return PER_CLASS + 2 * k + 1;
  }

  double[] of(int[] indices) {
    ClassPixels sum = new ClassPixels(classes);
    double right = 0;
    double ious = 0;
    for (int index : indices) {
      sum.add(pixels[index]);
      right += meanIou[index] >= rightFrom ? 1 : 0;
      ious += meanIou[index];
    }
    double[] values = new double[PER_CLASS + 2 * classes];
    values[RIGHT] = right / indices.length;
    values[SAMPLE_MEAN_IOU] = ious / indices.length;
    values[MEAN_IOU] = sum.meanIou();
    values[MEAN_BOUNDARY_IOU] = sum.meanBoundaryIou();
    values[PIXEL_ACCURACY] = sum.pixelAccuracy();
    values[FREQUENCY_WEIGHTED_IOU] = sum.frequencyWeightedIou();
    for (int k = 0; k < classes; k++) {
      values[iou(k)] = sum.iou(k);
      values[boundaryIou(k)] = sum.boundaryIou(k);
    }
    return values;
  }

  /** Groups in which a metric is defined for both models. */
  static int definedGroups(List<SegmentedSample> before, List<SegmentedSample> after, int metric) {
    return (int)
        IntStream.range(0, before.size())
            .filter(i -> defined(before.get(i), metric) && defined(after.get(i), metric))
            .mapToObj(i -> before.get(i).group())
            .distinct()
            .count();
  }

  private static boolean defined(SegmentedSample sample, int metric) {
    return metric < PER_CLASS || !Double.isNaN(sample.iou((metric - PER_CLASS) / 2));
  }

  /** (1 + candidate − champion) / 2 of each metric, which lies in [0, 1] as the bootstrap asks. */
  static double[] halved(SetMetrics champion, SetMetrics candidate, int[] indices) {
    double[] before = champion.of(indices);
    double[] after = candidate.of(indices);
    return IntStream.range(0, before.length)
        .mapToDouble(m -> (1 + (after[m] - before[m])) / 2)
        .toArray();
  }
}
