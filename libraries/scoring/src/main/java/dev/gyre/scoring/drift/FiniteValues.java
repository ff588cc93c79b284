package dev.gyre.scoring.drift;

/** Refuses what no distance is defined on. */
final class FiniteValues {

  private FiniteValues() {}

  static void check(String what, double[] values, int atLeast) {
    if (values.length < atLeast) {
      throw new IllegalArgumentException(
          "the %s has %d values; at least %d are needed".formatted(what, values.length, atLeast));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "the %s's value %d is %s; count missing values apart and leave them out"
                .formatted(what, i, values[i]));
      }
    }
  }
}
