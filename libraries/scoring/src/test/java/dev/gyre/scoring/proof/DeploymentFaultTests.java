package dev.gyre.scoring.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What it buys and costs that a young mode waits until it is shown to have risen: faults of a
 * deployment in 300 seeded streams of ten classes, judged after every ten labelled exposures.
 */
class DeploymentFaultTests {

  private static final int STREAMS = 300;
  private static final int CLASSES = 10;
  private static final int BEFORE = 40;
  private static final OpeningRules RULES = OpeningRules.of(0.10, CLASSES);

  /**
   * One stream.
   *
   * @param incidents that opened within 400 exposures
   * @param first exposures until the first one; 400 if none
   */
  private record Stream(int incidents, int first) {}

  @Test
  void aFaultOfTheWholeDeploymentOpensOneIncident() {
    for (double error : List.of(0.5, 0.7, 0.9)) {
      List<Stream> waiting = streams(error, CLASSES, true);
      List<Stream> hasty = streams(error, CLASSES, false);
      report("all classes at %.1f".formatted(error), waiting, hasty);
      assertThat(exactlyOne(waiting)).isGreaterThan(0.9);
      assertThat(exactlyOne(hasty)).isLessThan(0.1);
    }
  }

  @Test
  void aModeOfOneClassOpensLater() {
    for (double error : List.of(0.3, 0.5, 0.9)) {
      List<Stream> waiting = streams(error, 1, true);
      List<Stream> hasty = streams(error, 1, false);
      report("one class at %.1f".formatted(error), waiting, hasty);
      assertThat(median(waiting)).isLessThanOrEqualTo(median(hasty) + 200);
    }
  }

  private static void report(String what, List<Stream> waiting, List<Stream> hasty) {
    System.out.printf(
        "%s: exactly one incident %.3f, hasty %.3f; first after %d exposures, hasty %d%n",
        what, exactlyOne(waiting), exactlyOne(hasty), median(waiting), median(hasty));
  }

  private static List<Stream> streams(double error, int faulty, boolean waits) {
    List<Stream> streams = new ArrayList<>();
    for (int seed = 0; seed < STREAMS; seed++) {
      streams.add(stream(new SplittableRandom(seed), error, faulty, waits));
    }
    return streams;
  }

  private static Stream stream(SplittableRandom random, double error, int faulty, boolean waits) {
    DeploymentRise rise = new DeploymentRise("digits/2", before(random));
    int[] exposures = new int[CLASSES];
    int[] wrong = new int[CLASSES];
    List<FailureMode> taken = new ArrayList<>();
    List<FailureMode> rose = new ArrayList<>();
    int incidents = 0;
    int first = CLASSES * BEFORE;
    for (int n = 1; n <= CLASSES * BEFORE; n++) {
      int k = random.nextInt(CLASSES);
      exposures[k]++;
      wrong[k] += random.nextDouble() < (k < faulty ? error : 0.05) ? 1 : 0;
      if (n % 10 > 0) {
        continue;
      }
      List<ClassExposures> since = counts(exposures, wrong);
      List<OpenedMode> opened = Openings.decide(since, RULES, taken);
      opened = waits ? rise.settled(opened, since, rose, RULES) : opened;
      opened.forEach(mode -> taken.addAll(mode.members()));
      for (OpeningDecision decision : rise.group(opened, since, rose, RULES)) {
        if (decision instanceof OpeningDecision.Open(OpenedMode mode)) {
          incidents++;
          first = Math.min(first, n);
          if (rises(rise, since, mode)) {
            rose.add(mode.mode());
          }
        }
      }
    }
    return new Stream(incidents, first);
  }

  private static boolean rises(DeploymentRise rise, List<ClassExposures> since, OpenedMode mode) {
    return since.stream()
        .filter(counts -> mode.members().contains(new FailureMode.TrueClass(counts.name())))
        .anyMatch(counts -> rise.rises(counts, RULES));
  }

  private static Map<String, DeploymentRise.Before> before(SplittableRandom random) {
    Map<String, DeploymentRise.Before> before = new HashMap<>();
    for (int k = 0; k < CLASSES; k++) {
      int wrong = 0;
      for (int i = 0; i < BEFORE; i++) {
        wrong += random.nextDouble() < 0.05 ? 1 : 0;
      }
      before.put("" + k, new DeploymentRise.Before(wrong, BEFORE));
    }
    return before;
  }

  /** Wrong ones are spread over two classes, so no pair has evidence of its own. */
  private static List<ClassExposures> counts(int[] exposures, int[] wrong) {
    List<ClassExposures> counts = new ArrayList<>();
    for (int k = 0; k < CLASSES; k++) {
      TreeMap<String, Integer> as = new TreeMap<>();
      as.put("x", wrong[k] / 2);
      as.put("y", wrong[k] - wrong[k] / 2);
      counts.add(new ClassExposures("" + k, exposures[k], as));
    }
    return counts;
  }

  private static double exactlyOne(List<Stream> streams) {
    return streams.stream().filter(s -> s.incidents() == 1).count() / (double) streams.size();
  }

  private static int median(List<Stream> streams) {
    int[] first = streams.stream().mapToInt(Stream::first).toArray();
    Arrays.sort(first);
    return first[first.length / 2];
  }
}
