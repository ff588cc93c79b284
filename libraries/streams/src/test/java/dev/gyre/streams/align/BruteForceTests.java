package dev.gyre.streams.align;

import static dev.gyre.streams.align.Streams.aligned;
import static dev.gyre.streams.align.Streams.following;
import static dev.gyre.streams.align.Streams.items;
import static dev.gyre.streams.align.Streams.pairs;
import static dev.gyre.streams.align.Streams.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compares with rules that look at every pair, on seeded random lists full of ties. */
class BruteForceTests {

  private static long[] times(Random random, int most, int span) {
    return random.longs(1 + random.nextInt(most), 0, span).distinct().sorted().toArray();
  }

  private static List<String> ours(Policy policy, long[] moments, long[] times) {
    return pairs(
        aligned(
            following(rule(policy, MissRule.FILL)),
            Map.of("a", items("a", moments), "b", items("b", times))),
        "b",
        item -> Streams.inWords(item).replaceAll(" .*", ""));
  }

  private static List<String> named(int[] items) {
    List<String> named = new ArrayList<>();
    for (int k = 0; k < items.length; k++) {
      named.add("a%d=%s".formatted(k, items[k] < 0 ? "-" : "b" + items[k]));
    }
    return named;
  }

  /** All pairs within the bound, sorted by gap, then both times, greedily. */
  private static int[] associate(long[] moments, long[] times, long bound) {
    List<int[]> all = new ArrayList<>();
    for (int k = 0; k < moments.length; k++) {
      for (int i = 0; i < times.length; i++) {
        if (Math.abs(moments[k] - times[i]) <= bound) {
          all.add(new int[] {k, i});
        }
      }
    }
    all.sort(
        Comparator.<int[]>comparingLong(pair -> Math.abs(moments[pair[0]] - times[pair[1]]))
            .thenComparingInt(pair -> pair[0])
            .thenComparingInt(pair -> pair[1]));
    int[] items = new int[moments.length];
    Arrays.fill(items, -1);
    boolean[] taken = new boolean[times.length];
    for (int[] pair : all) {
      if (items[pair[0]] < 0 && !taken[pair[1]]) {
        items[pair[0]] = pair[1];
        taken[pair[1]] = true;
      }
    }
    return items;
  }

  /** For each moment the first of the nearest, or the last not after it. */
  private static int[] each(long[] moments, long[] times, long bound, boolean past) {
    int[] items = new int[moments.length];
    for (int k = 0; k < moments.length; k++) {
      int best = -1;
      for (int i = 0; i < times.length; i++) {
        long gap = Math.abs(times[i] - moments[k]);
        if (gap <= bound
            && (!past || times[i] <= moments[k])
            && (best < 0 || gap < Math.abs(times[best] - moments[k]))) {
          best = i;
        }
      }
      items[k] = best;
    }
    return items;
  }

  @Test
  void pairsAsTheSlowRulesDo() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      long[] moments = times(random, 40, 150);
      long[] times = times(random, 40, 150);
      long bound = random.nextInt(30);

      assertThat(ours(new Policy.Nearest(bound, Policy.Reuse.ONCE), moments, times))
          .as("once, seed %d", seed)
          .isEqualTo(named(associate(moments, times, bound)));
      assertThat(ours(new Policy.Nearest(bound, Policy.Reuse.ALLOWED), moments, times))
          .as("reuse, seed %d", seed)
          .isEqualTo(named(each(moments, times, bound, false)));
      assertThat(ours(new Policy.Hold(bound), moments, times))
          .as("hold, seed %d", seed)
          .isEqualTo(named(each(moments, times, bound, true)));
    }
  }

  @Test
  void givesTheSameSamplesWhateverTheOrderAndTheOriginOfTime() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      long[] moments = times(random, 60, 500);
      long[] times = times(random, 60, 500);
      AlignmentSpec spec =
          following(rule(new Policy.Nearest(9, Policy.Reuse.ONCE), MissRule.DROP_SAMPLE));
      AlignmentResult.Aligned first =
          aligned(spec, Map.of("a", items("a", moments), "b", items("b", times)));

      List<TimedItem> shuffled = new ArrayList<>(items("b", times));
      Collections.shuffle(shuffled, random);
      assertThat(aligned(spec, Map.of("a", items("a", moments), "b", shuffled)).samples())
          .isEqualTo(first.samples());

      long later = 1_764_000_000_000_000_000L;
      AlignmentResult.Aligned moved =
          aligned(
              spec,
              Map.of("a", items("a", add(moments, later)), "b", items("b", add(times, later))));
      assertThat(pairs(moved, "b")).isEqualTo(pairs(first, "b"));
      assertThat(moved.report()).isEqualTo(first.report());
    }
  }

  private static long[] add(long[] times, long more) {
    return Arrays.stream(times).map(time -> time + more).toArray();
  }

  @Test
  @Timeout(60)
  void staysFastWhenEveryPairIsWithinTheBound() {
    // 10^10 pairs are within the bound.
    Random random = new Random(7);
    long[] moments = random.longs(100_000, 0, 1L << 40).distinct().sorted().toArray();
    long[] times = random.longs(100_000, 0, 1L << 40).distinct().sorted().toArray();

    AlignmentResult.Aligned aligned =
        aligned(
            following(rule(new Policy.Nearest(1L << 40, Policy.Reuse.ONCE), MissRule.FILL)),
            Map.of("a", items("a", moments), "b", items("b", times)));

    StreamReport report = Streams.report(aligned, "b");
    assertThat(report.pairs()).isEqualTo(Math.min(moments.length, times.length));
  }
}
