package dev.gyre.scoring.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.interval.Bootstrap;
import dev.gyre.scoring.interval.Interval;
import dev.gyre.scoring.interval.IntervalMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SegmentationTests {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final Bootstrap QUICK = new Bootstrap(200, 5, 0.95);
  private static final Segmentation THREE =
      new Segmentation(List.of("road", "car", "sky"), 255, 0.02, 0.6, QUICK);

  @Test
  void aSmallCaseByHand() {
    // road: 3 hit of 4 true and 3 predicted; car: 1 of 1 and 2; sky: neither; one pixel ignored.
    SegmentedSample sample =
        THREE.judge("s", "g", map(2, 3, 0, 0, 0, 0, 1, 255), map(2, 3, 0, 0, 0, 1, 1, 2));
    assertThat(sample.counted()).isEqualTo(5);
    assertThat(sample.iou(0)).isCloseTo(3 / 4.0, EXACT);
    assertThat(sample.iou(1)).isCloseTo(1 / 2.0, EXACT);
    assertThat(sample.iou(2)).isNaN();
    assertThat(sample.meanIou()).isCloseTo(5 / 8.0, EXACT);
    assertThat(sample.pixelAccuracy()).isCloseTo(4 / 5.0, EXACT);
    assertThat(sample.right(0.625)).isTrue();
    assertThat(sample.right(0.626)).isFalse();
    SegmentationReport report = THREE.evaluate(List.of(sample));
    assertThat(report.frequencyWeightedIou().estimate())
        .isCloseTo(4 / 5.0 * 3 / 4 + 1 / 5.0 * 1 / 2, EXACT);
    assertThat(report.confusion().toArray())
        .isDeepEqualTo(new long[][] {{3, 1, 0}, {0, 1, 0}, {0, 0, 0}});
    assertThat(report.classes().get(2).iou()).isNull();
  }

  @Test
  void theBoundaryOfASquareByHand() {
    // 10 × 10, d = 1. Truth: the square of 6 × 6 in the middle; its band has 36 − 16 = 20 pixels.
    // Predicted one to the right: its band has 20 too, and both share 2 × 5 above and below.
    int[] truth = new int[100];
    int[] shifted = new int[100];
    for (int i = 0; i < 100; i++) {
      boolean inRows = i / 10 >= 2 && i / 10 < 8;
      truth[i] = inRows && i % 10 >= 2 && i % 10 < 8 ? 1 : 0;
      shifted[i] = inRows && i % 10 >= 3 && i % 10 < 9 ? 1 : 0;
    }
    SegmentedSample sample = THREE.judge("s", "g", map(10, 10, truth), map(10, 10, shifted));
    assertThat(sample.iou(1)).isCloseTo(30 / 42.0, EXACT);
    assertThat(sample.boundaryIou(1)).isCloseTo(10 / 30.0, EXACT);
  }

  @Test
  void theEdgeOfTheImageIsAContourAndTheDistanceIsAShareOfTheDiagonal() {
    assertThat(ContourBands.distance(192, 320, 0.02)).isEqualTo(7);
    assertThat(ContourBands.distance(10, 10, 0.02)).isEqualTo(1);
    boolean[] band = ContourBands.of(map(5, 5, new int[25]), 1);
    assertThat(IntStream.range(0, 25).filter(i -> !band[i]).toArray())
        .containsExactly(6, 7, 8, 11, 12, 13, 16, 17, 18);
  }

  @Test
  void theBandIsWhereAnotherClassIsWithinTheDistance() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int distance = 1 + random.nextInt(4);
      LabelMap map = LabelMap.ofBytes(17, 23, LabelMaps.blocks(random, 17, 23, 3, 4));
      boolean[] band = ContourBands.of(map, distance);
      for (int i = 0; i < map.pixels(); i++) {
        assertThat(band[i]).as("pixel %d, seed %d", i, seed).isEqualTo(naive(map, i, distance));
      }
    }
  }

  @Test
  void slicesAddUpToTheWhole() {
    for (int seed = 0; seed < 10; seed++) {
      List<SegmentedSample> samples = scene(THREE, seed, 30, 3, 0.05, false);
      SortedMap<String, SegmentationReport> parts =
          THREE.evaluateSlices(samples, s -> "p" + Math.floorMod(s.sampleId().hashCode(), 4));
      PixelConfusion sum =
          parts.values().stream()
              .map(SegmentationReport::confusion)
              .reduce(PixelConfusion::plus)
              .orElseThrow();
      PixelConfusion whole = THREE.evaluate(samples).confusion();
      assertThat(sum).isEqualTo(whole);
      assertThat(sum.total()).isEqualTo(samples.stream().mapToLong(s -> s.counted()).sum());
      for (int k = 0; k < 3; k++) {
        int of = k;
        assertThat(parts.values().stream().mapToLong(r -> r.classes().get(of).hits()).sum())
            .isEqualTo(whole.count(k, k));
      }
    }
  }

  @Test
  void theSummedPixelsAndTheMatrixAgree() {
    SegmentationReport report = THREE.evaluate(scene(THREE, 3, 30, 2, 0.1, false));
    PixelConfusion confusion = report.confusion();
    assertThat(report.meanIou().estimate()).isCloseTo(confusion.meanIou(), EXACT);
    assertThat(report.pixelAccuracy().estimate()).isCloseTo(confusion.pixelAccuracy(), EXACT);
    assertThat(report.frequencyWeightedIou().estimate())
        .isCloseTo(confusion.frequencyWeightedIou(), EXACT);
  }

  @Test
  void isSymmetricInTruthAndPrediction() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] truth = LabelMaps.blocks(random, 20, 30, 3, 5);
      byte[] said = LabelMaps.predicted(random, truth, 30, 3, 2, 0.05);
      SegmentedSample one = judge(THREE, "s", truth, said);
      SegmentedSample other = judge(THREE, "s", said, truth);
      assertThat(other.meanIou()).isCloseTo(one.meanIou(), EXACT);
      assertThat(other.meanBoundaryIou()).isCloseTo(one.meanBoundaryIou(), EXACT);
      for (int k = 0; k < 3; k++) {
        assertThat(other.iou(k)).isEqualTo(one.iou(k));
        assertThat(other.boundaryIou(k)).isEqualTo(one.boundaryIou(k));
      }
    }
  }

  @Test
  void renamingTheClassesRenamesTheNumbers() {
    byte[] to = {2, 0, 1};
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] truth = LabelMaps.blocks(random, 20, 30, 3, 5);
      byte[] said = LabelMaps.predicted(random, truth, 30, 3, 2, 0.05);
      SegmentedSample before = judge(THREE, "s", truth, said);
      SegmentedSample after = judge(THREE, "s", renamed(truth, to), renamed(said, to));
      for (int k = 0; k < 3; k++) {
        assertThat(after.iou(to[k])).isEqualTo(before.iou(k));
        assertThat(after.boundaryIou(to[k])).isEqualTo(before.boundaryIou(k));
      }
      assertThat(after.meanIou()).isCloseTo(before.meanIou(), EXACT);
    }
  }

  @Test
  void whatIsSaidOfIgnoredPixelsIsNotLookedAt() {
    SplittableRandom random = new SplittableRandom(9);
    byte[] all = LabelMaps.blocks(random, 20, 30, 3, 5);
    byte[] truth = LabelMaps.withIgnored(random, all, 30, 255);
    byte[] elsewhere = all.clone();
    for (int i = 0; i < truth.length; i++) {
      elsewhere[i] = truth[i] == (byte) 255 ? 77 : all[i];
    }
    SegmentedSample perfect = judge(THREE, "s", truth, elsewhere);
    assertThat(perfect.meanIou()).isEqualTo(1);
    assertThat(perfect.meanBoundaryIou()).isEqualTo(1);
  }

  @Test
  void aSampleThatIsIgnoredWhollyIsCountedAndInNoNumber() {
    List<SegmentedSample> samples = new ArrayList<>(scene(THREE, 1, 8, 1, 0.02, false));
    SegmentationReport without = THREE.evaluate(samples);
    samples.add(THREE.judge("void", "void", map(1, 2, 255, 255), map(1, 2, 0, 1)));
    SegmentationReport with = THREE.evaluate(samples);
    assertThat(with.unjudged()).isEqualTo(1);
    assertThat(with.meanIou()).isEqualTo(without.meanIou());
    assertThat(with.right()).isEqualTo(without.right());
  }

  @Test
  void framesOfOneSequenceCountAsOneGroup() {
    List<SegmentedSample> one = scene(THREE, 2, 16, 1, 0.05, false);
    List<SegmentedSample> copied = new ArrayList<>(scene(THREE, 2, 16, 5, 0.05, true));
    SegmentationReport report = THREE.evaluate(copied);
    assertThat(report.samples()).isEqualTo(80);
    assertThat(report.groups()).isEqualTo(16);
    assertThat(report.meanIou().method()).isEqualTo(IntervalMethod.GROUP_BCA_BOOTSTRAP);
    assertThat(report.meanIou().low()).isCloseTo(THREE.evaluate(one).meanIou().low(), EXACT);
    assertThat(THREE.evaluate(one).right().method()).isEqualTo(IntervalMethod.WILSON);
  }

  @Test
  void theDifferenceIsPaired() {
    List<SegmentedSample> champion = scene(THREE, 4, 40, 2, 0.10, false);
    List<SegmentedSample> candidate = scene(THREE, 4, 40, 2, 0.04, false);
    SegmentationDifference difference = THREE.compare(champion, candidate.reversed());
    double gain =
        THREE.evaluate(candidate).meanIou().estimate()
            - THREE.evaluate(champion).meanIou().estimate();
    Interval meanIou = difference.meanIou();
    assertThat(meanIou.estimate()).isCloseTo(gain, EXACT);
    assertThat(meanIou.low()).isPositive();
    assertThat(width(meanIou)).isLessThan(width(THREE.evaluate(champion).meanIou()));
    assertThat(SegmentationDifference.noWorse(meanIou, 0.01)).isEqualTo(Verdict.PASS);
    Interval loss = THREE.compare(candidate, champion).meanIou();
    assertThat(loss.low()).isCloseTo(-meanIou.high(), within(0.01));
    assertThat(SegmentationDifference.noWorse(loss, 0.01)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void twoModelsThatAreAlikeAreNotKnownToBeAlikeFromFew() {
    List<SegmentedSample> few = scene(THREE, 4, 6, 1, 0.1, false);
    Interval unknown = THREE.compare(few, few).meanIou();
    assertThat(unknown.estimate()).isZero();
    assertThat(unknown.high()).isCloseTo(-unknown.low(), EXACT);
    assertThat(SegmentationDifference.noWorse(unknown, 0.1)).isEqualTo(Verdict.INSUFFICIENT);
    List<SegmentedSample> many = scene(THREE, 4, 200, 1, 0.1, false);
    assertThat(SegmentationDifference.noWorse(THREE.compare(many, many).meanIou(), 0.1))
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void theWorstComeFirst() {
    List<SegmentedSample> worst = Segmentation.worst(scene(THREE, 6, 20, 1, 0.2, false), 5);
    assertThat(worst).hasSize(5);
    assertThat(worst.get(0).meanIou()).isLessThanOrEqualTo(worst.get(4).meanIou());
  }

  @Test
  void refusesWhatItCannotJudge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.judge("s", "g", map(1, 2, 0, 3), map(1, 2, 0, 0)))
        .withMessageContaining("id 3 at row 0, column 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.judge("s", "g", map(1, 2, 0, 0), map(1, 2, 0, 255)))
        .withMessageContaining("prediction of sample s has id 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.judge("s", "g", map(1, 2, 0, 0), map(2, 1, 0, 0)))
        .withMessageContaining("1 × 2");
    assertThatIllegalArgumentException().isThrownBy(() -> map(2, 2, 0, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Segmentation(List.of("a", "b"), 1, 0.02, 0.5, QUICK))
        .withMessageContaining("index of class b");
    List<SegmentedSample> samples = scene(THREE, 1, 4, 1, 0.1, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.compare(samples, samples.subList(0, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.evaluate(List.of(samples.get(0), samples.get(0))));
  }

  private static boolean naive(LabelMap map, int pixel, int distance) {
    int row = pixel / map.width();
    int column = pixel % map.width();
    for (int y = row - distance; y <= row + distance; y++) {
      for (int x = column - distance; x <= column + distance; x++) {
        boolean inside = y >= 0 && y < map.height() && x >= 0 && x < map.width();
        if (!inside || map.id(y * map.width() + x) != map.id(pixel)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Sequences of frames; the truth depends on the seed alone, the prediction on the noise too. */
  private static List<SegmentedSample> scene(
      Segmentation metrics, long seed, int groups, int frames, double noise, boolean copies) {
    List<SegmentedSample> samples = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      for (int frame = 0; frame < frames; frame++) {
        SplittableRandom random =
            new SplittableRandom(seed * 1_000_003 + group * 97L + (copies ? 0 : frame));
        byte[] truth = LabelMaps.blocks(random, 12, 16, 3, 4);
        double more = random.nextDouble() * noise;
        byte[] said = LabelMaps.predicted(random, truth, 16, 3, 0, noise + more);
        samples.add(
            metrics.judge(
                "s-%03d-%d".formatted(group, frame),
                "sequence-" + group,
                LabelMap.ofBytes(12, 16, truth),
                LabelMap.ofBytes(12, 16, said)));
      }
    }
    return samples;
  }

  private static SegmentedSample judge(Segmentation metrics, String id, byte[] truth, byte[] said) {
    return metrics.judge(id, id, LabelMap.ofBytes(20, 30, truth), LabelMap.ofBytes(20, 30, said));
  }

  private static byte[] renamed(byte[] ids, byte[] to) {
    byte[] renamed = new byte[ids.length];
    for (int i = 0; i < ids.length; i++) {
      renamed[i] = to[ids[i]];
    }
    return renamed;
  }

  private static LabelMap map(int height, int width, int... ids) {
    return new LabelMap(height, width, ids);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }
}
