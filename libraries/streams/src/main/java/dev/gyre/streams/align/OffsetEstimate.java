package dev.gyre.streams.align;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offset between the clocks of two streams, as seen from how much moves in each: a proposal for
 * a person, which nothing applies.
 *
 * <p>Both series are read on one even grid (straight lines between readings), and for every lag
 * Pearson's correlation is taken over the time that they share; the best lag is refined by a
 * parabola through its neighbours.
 *
 * @param offsetNanos to be added to the second series' times; what {@link ClockRule#offsetNanos}
 *     means
 * @param correlation at the best lag, in [-1, 1]
 * @param sharpness how far the best lag stands above the best one outside its own peak, in [0, 2];
 *     below 0.1 or so the series repeat themselves or have little in common
 */
public record OffsetEstimate(long offsetNanos, double correlation, double sharpness) {

  /** Lags at which less than this share of the shorter series overlaps are not looked at. */
  private static final double LEAST_OVERLAP = 0.5;

  /** Most points of the common grid. */
  private static final int MOST_POINTS = 1 << 22;

  /**
   * How much moved at a time, for example the mean absolute difference of two frames.
   *
   * @param energy finite, in any unit
   */
  public record Reading(long timeNanos, double energy) {}

  /**
   * Compares two series.
   *
   * @param reference two readings or more, times ascending
   * @param moving two readings or more, times ascending
   * @param stepNanos of the common grid, 1 or more; a fraction of the faster stream's period
   * @param maxLagNanos offsets within ± this are looked at
   * @return nothing if a series does not vary or none of the lags has enough overlap
   */
  public static Optional<OffsetEstimate> of(
      List<Reading> reference, List<Reading> moving, long stepNanos, long maxLagNanos) {
    if (stepNanos < 1 || maxLagNanos < stepNanos) {
      throw new IllegalArgumentException(
          "A step of %d ns and a largest lag of %d ns cannot be; take a step of 1 ns or more and a lag of a step or more"
              .formatted(stepNanos, maxLagNanos));
    }
    checkAscending(reference);
    checkAscending(moving);
    long start = reference.getFirst().timeNanos();
    long origin = moving.getFirst().timeNanos();
    double[] one = even(reference, stepNanos);
    double[] other = even(moving, stepNanos);
    // In grid steps, the place of the moving series' first point on the reference's grid.
    double base = (origin - start) / (double) stepNanos;
    int lowest = (int) Math.ceil(-(double) maxLagNanos / stepNanos + base);
    int highest = (int) Math.floor((double) maxLagNanos / stepNanos + base);
    double[] correlations = new double[highest - lowest + 1];
    for (int lag = lowest; lag <= highest; lag++) {
      correlations[lag - lowest] = correlation(one, other, lag);
    }
    return peak(correlations)
        .map(peak ->
            new OffsetEstimate(
                Math.round((peak.place() + lowest - base) * stepNanos),
                peak.height(),
                peak.sharpness()));
  }

  private static void checkAscending(List<Reading> readings) {
    if (readings.size() < 2) {
      throw new IllegalArgumentException(
          "A series of %d readings; give two or more".formatted(readings.size()));
    }
    for (int i = 1; i < readings.size(); i++) {
      if (readings.get(i).timeNanos() <= readings.get(i - 1).timeNanos()) {
        throw new IllegalArgumentException(
            "Reading %d at %d ns is not after the one before it; sort the series"
                .formatted(i, readings.get(i).timeNanos()));
      }
    }
  }

  private static double[] even(List<Reading> readings, long stepNanos) {
    long start = readings.getFirst().timeNanos();
    long points = (readings.getLast().timeNanos() - start) / stepNanos + 1;
    if (points < 2 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "A series makes %d points of %d ns; from 2 to %d are compared: take another step"
              .formatted(points, stepNanos, MOST_POINTS));
    }
    double[] even = new double[(int) points];
    int next = 1;
    for (int i = 0; i < even.length; i++) {
      long time = start + i * stepNanos;
      while (readings.get(next).timeNanos() < time) {
        next++;
      }
      Reading before = readings.get(next - 1);
      Reading after = readings.get(next);
      double share =
          (time - before.timeNanos()) / (double) (after.timeNanos() - before.timeNanos());
      even[i] = Interpolation.between(before.energy(), after.energy(), share);
    }
    return even;
  }

  /** With point 0 of the other at point {@code lag} of the one; NaN where there is too little. */
  private static double correlation(double[] one, double[] other, int lag) {
    int from = Math.max(0, lag);
    int to = Math.min(one.length, lag + other.length);
    int count = to - from;
    if (count < 2 || count < LEAST_OVERLAP * Math.min(one.length, other.length)) {
      return Double.NaN;
    }
    double meanOne = 0;
    double meanOther = 0;
    for (int i = from; i < to; i++) {
      meanOne += one[i] / count;
      meanOther += other[i - lag] / count;
    }
    double both = 0;
    double squaresOne = 0;
    double squaresOther = 0;
    for (int i = from; i < to; i++) {
      double a = one[i] - meanOne;
      double b = other[i - lag] - meanOther;
      both += a * b;
      squaresOne += a * a;
      squaresOther += b * b;
    }
    boolean varies = varies(squaresOne, meanOne, count) && varies(squaresOther, meanOther, count);
    return varies ? both / Math.sqrt(squaresOne * squaresOther) : Double.NaN;
  }

  /** More than rounding alone would make of equal values. */
  private static boolean varies(double squares, double mean, int count) {
    double rounding = 1e-9 * Math.abs(mean);
    return squares > count * rounding * rounding;
  }

  private record Peak(double place, double height, double sharpness) {}

  private static Optional<Peak> peak(double[] correlations) {
    int best = -1;
    for (int i = 0; i < correlations.length; i++) {
      if (!Double.isNaN(correlations[i]) && (best < 0 || correlations[i] > correlations[best])) {
        best = i;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    int left = best;
    while (left > 0 && correlations[left - 1] <= correlations[left]) {
      left--;
    }
    int right = best;
    while (right + 1 < correlations.length && correlations[right + 1] <= correlations[right]) {
      right++;
    }
    List<Double> outside = new ArrayList<>();
    for (int i = 0; i < correlations.length; i++) {
      if ((i < left || i > right) && !Double.isNaN(correlations[i])) {
        outside.add(correlations[i]);
      }
    }
    double second = outside.stream().mapToDouble(Double::doubleValue).max().orElse(-1);
    double height = correlations[best];
    return Optional.of(new Peak(best + bend(correlations, best), height, height - second));
  }

  /** How far the top of the parabola through three points is from the middle one. */
  private static double bend(double[] values, int middle) {
    if (middle == 0 || middle == values.length - 1) {
      return 0;
    }
    double curve = values[middle - 1] - 2 * values[middle] + values[middle + 1];
    double bend = (values[middle - 1] - values[middle + 1]) / (2 * curve);
    return Math.abs(bend) <= 1 ? bend : 0;
  }
}
