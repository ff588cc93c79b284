package dev.gyre.scoring.discovery;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction (Holm 1979), which holds whatever the tests' dependence. */
final class Holm {

  private Holm() {}

  /** Adjusted p-values in the order given: reject where at most the family's level. */
  static double[] adjust(double[] pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double most = 0;
    for (int rank = 0; rank < order.length; rank++) {
      most = Math.max(most, Math.min(1, (order.length - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = most;
    }
    return adjusted;
  }
}
