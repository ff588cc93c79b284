package dev.gyre.trainer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How much each class weighs in the loss, from how often it is there. */
public final class ClassWeights {

  private ClassWeights() {}

  /**
   * So that each class weighs alike; the mean over samples is 1. A class without samples weighs 1.
   *
   * @param counts samples of each class
   */
  public static List<Float> balanced(long[] counts) {
    float all = (float) Arrays.stream(counts).sum();
    return weights(
        counts.length, k -> counts[k] == 0 ? null : all / (counts.length * (float) counts[k]));
  }

  /**
   * Median frequency balancing, as for segmentation in Eigen and Fergus 2015 (arXiv:1411.4734,
   * 6.3): the median of the classes' frequencies divided by the class's own, where a frequency is
   * the class's share of the pixels of those samples that have it. A class without pixels weighs 1.
   *
   * @param pixels of each class
   * @param seen pixels of all classes in the samples that have the class
   */
  public static List<Float> medianFrequency(long[] pixels, long[] seen) {
    double[] frequencies =
        IntStream.range(0, pixels.length)
            .filter(k -> pixels[k] > 0)
            .mapToDouble(k -> (double) pixels[k] / seen[k])
            .sorted()
            .toArray();
    double median = median(frequencies);
    return weights(
        pixels.length, k -> pixels[k] == 0 ? null : (float) (median * seen[k] / pixels[k]));
  }

  private interface Weight {
    @Nullable Float of(int index);
  }

  private static List<Float> weights(int classes, Weight weight) {
    return IntStream.range(0, classes)
        .mapToObj(k -> {
          Float value = weight.of(k);
          return value == null ? 1f : value;
        })
        .toList();
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : DoubleStream.of(sorted).skip(half - 1L).limit(2).average().orElse(1);
  }
}
