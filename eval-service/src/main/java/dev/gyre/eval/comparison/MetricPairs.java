package dev.gyre.eval.comparison;

import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.project.Metric;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.paired.NonInferiority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics of two models, and by how much they differ. Pure and seeded. */
sealed interface MetricPairs permits ClassPairs, MaskPairs {

  /** Of the bootstrap. */
  long SEED = 20_110_916L;

  int MOST_REPLICATES = 2_000;
  int FEWEST_REPLICATES = 200;

  /** Beyond 10,000 samples fewer resamples do: the comparison is waited for. */
  int MOST_DRAWS = 20_000_000;

  /** All metrics of the task. */
  List<MetricDifference> differences();

  /** The difference of intersections over union on a slice; null where there is none. */
  @Nullable MetricDifference iou(ResolvedSlice slice, Pairing members);

  /** How often so many samples are resampled. */
  static int replicates(int samples) {
    return Math.clamp(MOST_DRAWS / samples, FEWEST_REPLICATES, MOST_REPLICATES);
  }

  /** The shares of right answers, whose bounds are those of the flips. */
  static MetricDifference accuracy(Pairing pairing) {
    double n = pairing.samples().size();
    double before = pairing.samples().stream().filter(p -> p.champion().right()).count() / n;
    double after = pairing.samples().stream().filter(p -> p.candidate().right()).count() / n;
    NonInferiority bounds = pairing.bounds();
    return new MetricDifference(
        Metric.ACCURACY, before, after, after - before, bounds.lower(), bounds.upper());
  }
}
