package dev.gyre.scoring.interval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Seeded bootstrap intervals: bias-corrected and accelerated (Efron 1987), resampling whole groups
 * (Field and Welsh 2007). The same seed and data give the same limits to the last bit.
 *
 * @param replicates resamples, at least 100; 2,000 is usual for 95 % limits
 * @param seed of the resampling
 * @param level two-sided confidence, in (0, 1)
 */
public record Bootstrap(int replicates, long seed, double level) {

  /** Above so many groups the jackknife of the acceleration costs more than it corrects. */
  private static final int MOST_GROUPS_FOR_BCA = 5_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  public Bootstrap {
    if (replicates < 100) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least 100 replicates, but has " + replicates);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("confidence must lie in (0, 1), but is " + level);
    }
  }

  /** 2,000 replicates, 95 %. */
  public static Bootstrap seeded(long seed) {
    return new Bootstrap(2_000, seed, 0.95);
  }

  /** One metric; see {@link #intervals}. */
  public Interval interval(SampleGroups groups, ToDoubleFunction<int[]> statistic) {
    return intervals(groups, indices -> new double[] {statistic.applyAsDouble(indices)}).getFirst();
  }

  /**
   * Intervals of several metrics in [0, 1] from the same resamples. If every resample gives exactly
   * 0 or exactly 1 the method is {@link IntervalMethod#DEGENERATE_CLOPPER_PEARSON}, if all give
   * another value {@link IntervalMethod#NONE} over [0, 1]. Resamples on which a metric is NaN are
   * left out; if most are, the answer is {@code NONE} too.
   *
   * @throws IllegalArgumentException if there are no samples
   */
  public List<Interval> intervals(SampleGroups groups, VectorStatistic statistic) {
    if (groups.count() == 0) {
      throw new IllegalArgumentException("a bootstrap needs at least one sample");
    }
    double[] estimates = statistic.of(groups.union(IntStream.range(0, groups.count()).toArray()));
    double[][] resampled = resample(groups, statistic);
    double[][] jackknife =
        groups.count() <= MOST_GROUPS_FOR_BCA ? jackknife(groups, statistic) : new double[0][];
    return IntStream.range(0, estimates.length)
        .mapToObj(m ->
            isConstant(column(resampled, m))
                ? constant(estimates[m], groups, defined(groups, statistic, m))
                : limits(estimates[m], column(resampled, m), column(jackknife, m), groups))
        .toList();
  }

  /**
   * One-sided lower percentile bound of one metric, for differences in [−1, 1].
   *
   * @param confidence one-sided, in (0, 1)
   */
  public double lowerBound(
      SampleGroups groups, ToDoubleFunction<int[]> statistic, double confidence) {
    double[][] resampled =
        resample(groups, indices -> new double[] {statistic.applyAsDouble(indices)});
    double[] values = sortedDefined(column(resampled, 0));
    return values.length == 0 ? -1 : quantile(values, 1 - confidence);
  }

  private double[][] resample(SampleGroups groups, VectorStatistic statistic) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[replicates][];
    int[] drawn = new int[groups.count()];
    for (int r = 0; r < replicates; r++) {
      for (int g = 0; g < drawn.length; g++) {
        drawn[g] = random.nextInt(drawn.length);
      }
      values[r] = statistic.of(groups.union(drawn));
    }
    return values;
  }

  private static double[][] jackknife(SampleGroups groups, VectorStatistic statistic) {
    int count = groups.count();
    double[][] values = new double[count < 2 ? 0 : count][];
    for (int left = 0; left < values.length; left++) {
      int without = left;
      values[left] =
          statistic.of(groups.union(IntStream.range(0, count).filter(g -> g != without).toArray()));
    }
    return values;
  }

  /**
   * Resampling says nothing of the spread here. At 0 or 1 it is bounded by how many groups the
   * metric is defined on at all: a class that two samples have is not known from four hundred.
   */
  private Interval constant(double estimate, SampleGroups groups, int definedOn) {
    if (definedOn < 1 || (estimate != 0 && estimate != 1)) {
      return made(estimate, 0, 1, IntervalMethod.NONE, groups);
    }
    Interval exact = Proportions.clopperPearson(estimate == 1 ? definedOn : 0, definedOn, level);
    return new Interval(
        estimate,
        exact.low(),
        exact.high(),
        level,
        IntervalMethod.DEGENERATE_CLOPPER_PEARSON,
        groups.samples(),
        definedOn);
  }

  private static int defined(SampleGroups groups, VectorStatistic statistic, int metric) {
    return (int)
        IntStream.range(0, groups.count())
            .filter(g -> !Double.isNaN(statistic.of(groups.union(new int[] {g}))[metric]))
            .count();
  }

  private static boolean isConstant(double[] resampled) {
    return Arrays.stream(resampled).filter(v -> !Double.isNaN(v)).distinct().limit(2).count() < 2;
  }

  private Interval limits(
      double estimate, double[] resampled, double[] jackknife, SampleGroups groups) {
    double[] sorted = sortedDefined(resampled);
    if (groups.count() < 2 || sorted.length < replicates / 2 || Double.isNaN(estimate)) {
      return made(estimate, 0, 1, IntervalMethod.NONE, groups);
    }
    double tail = (1 - level) / 2;
    double bias = bias(estimate, sorted);
    if (jackknife.length == 0 || Double.isInfinite(bias)) {
      return made(
          estimate,
          quantile(sorted, tail),
          quantile(sorted, 1 - tail),
          groups.grouped()
              ? IntervalMethod.GROUP_PERCENTILE_BOOTSTRAP
              : IntervalMethod.PERCENTILE_BOOTSTRAP,
          groups);
    }
    double acceleration = acceleration(sortedDefined(jackknife));
    return made(
        estimate,
        quantile(sorted, adjusted(tail, bias, acceleration)),
        quantile(sorted, adjusted(1 - tail, bias, acceleration)),
        groups.grouped() ? IntervalMethod.GROUP_BCA_BOOTSTRAP : IntervalMethod.BCA_BOOTSTRAP,
        groups);
  }

  private Interval made(
      double estimate, double low, double high, IntervalMethod method, SampleGroups groups) {
    return new Interval(estimate, low, high, level, method, groups.samples(), groups.count());
  }

  private static double bias(double estimate, double[] sorted) {
    double below = 0;
    for (double value : sorted) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    return NORMAL.inverseCumulativeProbability(below / sorted.length);
  }

  private static double acceleration(double[] jackknife) {
    double mean = Arrays.stream(jackknife).average().orElse(0);
    double squares = 0;
    double cubes = 0;
    for (double value : jackknife) {
      double d = mean - value;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double adjusted(double probability, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(probability);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static double[] sortedDefined(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
  }

  /** Linear interpolation between order statistics, as numpy does by default. */
  private static double quantile(double[] sorted, double probability) {
    double position = Math.clamp(probability, 0, 1) * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
