package dev.gyre.eval.gate;

import dev.gyre.scoring.interval.Proportions;
import dev.gyre.scoring.paired.NonInferiority;

/** The fewest samples with which any candidate could pass a rule. */
final class FewestSamples {

  static final double LEVEL = 0.95;
  private static final int MOST = 10_000_000;

  private FewestSamples() {}

  /** All right, and Wilson's lower limit reaches the floor; 0 if no number is enough. */
  static int forFloor(double floor) {
    if (!enough(MOST, floor)) {
      return 0;
    }
    int low = 1;
    int high = MOST;
    while (low < high) {
      int middle = (low + high) / 2;
      if (enough(middle, floor)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean enough(int n, double floor) {
    return Proportions.wilson(n, n, LEVEL).low() >= floor;
  }

  /** Nothing broken and nothing fixed; 0 if no number is enough. */
  static int forMargin(double margin) {
    if (margin >= 1) {
      return 1;
    }
    if (margin <= 0) {
      return 0;
    }
    try {
      return NonInferiority.fewestPairs(margin, 0, LEVEL);
    } catch (IllegalArgumentException tooSmall) {
      return 0;
    }
  }
}
