package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarpTests {

  private static final FrameSize FRAME = new FrameSize(3, 2);
  private static final NdArray PIXELS = NdArray.uint8(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3);

  private static NdArray labels(Transform... steps) {
    return new Layer.Labels(PIXELS, 0).through(Warp.of(FRAME, List.of(steps))).ids();
  }

  private static NdArray rows(int width, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return NdArray.uint8(bytes, values.length / width, width);
  }

  @Test
  void movesWholePixelsExactly() {
    assertThat(labels(new Transform.Flip(Transform.Flip.Axis.HORIZONTAL)))
        .isEqualTo(rows(3, 3, 2, 1, 6, 5, 4));
    assertThat(labels(new Transform.Flip(Transform.Flip.Axis.VERTICAL)))
        .isEqualTo(rows(3, 4, 5, 6, 1, 2, 3));
    assertThat(labels(new Transform.QuarterTurns(1))).isEqualTo(rows(2, 4, 1, 5, 2, 6, 3));
    assertThat(labels(new Transform.QuarterTurns(2))).isEqualTo(rows(3, 6, 5, 4, 3, 2, 1));
    assertThat(labels(new Transform.QuarterTurns(3))).isEqualTo(rows(2, 3, 6, 2, 5, 1, 4));
    assertThat(labels(new Transform.Crop(1, 0, new FrameSize(2, 2))))
        .isEqualTo(rows(2, 2, 3, 5, 6));
    assertThat(labels(new Transform.Pad(1, 0, 0, 1)))
        .isEqualTo(rows(4, 0, 1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0));
  }

  @Test
  void keepsAwayWhatAStepCutAway() {
    Transform crop = new Transform.Crop(1, 0, new FrameSize(2, 2));

    assertThat(labels(crop, new Transform.Pad(1, 0, 0, 0))).isEqualTo(rows(3, 0, 2, 3, 0, 5, 6));
    assertThat(labels(new Transform.Pad(2, 2, 2, 2), new Transform.Crop(2, 2, FRAME)))
        .isEqualTo(PIXELS);
  }

  @Test
  void losesTheCornersOfAFrameThatIsTurnedAndTurnedBack() {
    FrameSize size = new FrameSize(21, 21);
    NdArray ones = NdArray.uint8(new byte[441], 21, 21);
    Arrays.fill(ones.bytes(), (byte) 1);

    NdArray target =
        new Layer.Labels(ones, 0)
            .through(Warp.of(size, List.of(new Transform.Rotate(45), new Transform.Rotate(-45))))
            .ids();

    assertThat(target.at(0)).isZero();
    assertThat(target.at(440)).isZero();
    assertThat(target.at(220)).isEqualTo(1);
    assertThat(sum(target)).isBetween(340, 380);
  }

  private static int sum(NdArray array) {
    int sum = 0;
    for (int i = 0; i < array.length(); i++) {
      sum += (int) array.at(i);
    }
    return sum;
  }

  @Test
  void givesLabelMapsNoNewValueWhateverTheSteps() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      FrameSize size = Frames.size(random);
      for (ElementType type :
          List.of(ElementType.UINT8, ElementType.UINT16, ElementType.INT32, ElementType.INT64)) {
        NdArray ids = sparse(random, type, size);
        NdArray target =
            new Layer.Labels(ids, 100).through(Warp.of(size, Frames.steps(random, size))).ids();

        Set<Double> values = new HashSet<>(values(target));
        values.removeAll(values(ids));
        values.remove(100.0);
        assertThat(values).as("seed %d", seed).isEmpty();
        assertThat(target.type()).isEqualTo(type);
      }
    }
  }

  /** Ids 0, 30, … 180: a mean of two is seldom one of them. */
  private static NdArray sparse(Random random, ElementType type, FrameSize size) {
    Values ids = Values.ofShape(type, size.heightPx(), size.widthPx());
    for (int i = 0; i < size.heightPx() * size.widthPx(); i++) {
      ids.set(i, 30 * random.nextInt(7));
    }
    return ids.array(size.heightPx(), size.widthPx());
  }

  private static Set<Double> values(NdArray array) {
    Set<Double> values = new HashSet<>();
    for (int i = 0; i < array.length(); i++) {
      values.add(array.at(i));
    }
    return values;
  }

  @Test
  void keepsIdsThatNoDoubleHolds() {
    NdArray ids = NdArray.int64(new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1}, 1, 2);

    NdArray target =
        new Layer.Labels(ids, 0)
            .through(
                Warp.of(
                    new FrameSize(2, 1),
                    List.of(new Transform.Flip(Transform.Flip.Axis.HORIZONTAL))))
            .ids();

    assertThat(target.longs()).containsExactly(Long.MIN_VALUE + 1, Long.MAX_VALUE);
  }

  @Test
  void bringsPointsBackThroughTheInverse() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      FrameSize size = Frames.size(random);
      Homography map = Warp.of(size, Frames.steps(random, size)).map();
      for (int i = 0; i < 20; i++) {
        Point point =
            new Point(random.nextDouble(size.widthPx()), random.nextDouble(size.heightPx()));
        if (map.depthOf(point.x(), point.y()) < 0.05) {
          continue;
        }
        Point back = map.inverse().apply(map.apply(point));
        assertThat(back.x()).as("seed %d", seed).isCloseTo(point.x(), within(1e-6));
        assertThat(back.y()).as("seed %d", seed).isCloseTo(point.y(), within(1e-6));
      }
    }
  }

  @Test
  void readsAnEvenSlopeWhereItIsWhateverTheElementType() {
    // Bilinear values of a plane are the plane.
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      FrameSize size = Frames.size(random);
      Warp warp = Warp.of(size, Frames.steps(random, size));
      Homography back = warp.map().inverse();
      for (ElementType type : ElementType.values()) {
        NdArray plane = plane(type, size);
        NdArray target = Resampler.resample(plane, warp, Sampling.BILINEAR, 255);
        for (int i = 0; i < target.length(); i++) {
          Point source =
              back.apply(new Point(i % target.size(1), Math.floorDiv(i, target.size(1))));
          if (target.at(i) != 255 && isBetweenCentres(source, size)) {
            assertThat(target.at(i))
                .as("seed %d, %s", seed, type)
                .isCloseTo(
                    3 + source.x() + source.y(), within(type.isFloating() ? 1e-4 : 0.5 + 1e-9));
          }
        }
      }
    }
  }

  /** Whole values from 3 to 203. */
  private static NdArray plane(ElementType type, FrameSize size) {
    Values plane = Values.ofShape(type, size.heightPx(), size.widthPx());
    for (int i = 0; i < size.heightPx() * size.widthPx(); i++) {
      plane.set(i, 3.0 + i % size.widthPx() + Math.floorDiv(i, size.widthPx()));
    }
    return plane.array(size.heightPx(), size.widthPx());
  }

  private static boolean isBetweenCentres(Point point, FrameSize size) {
    return point.x() >= 0
        && point.y() >= 0
        && point.x() <= size.widthPx() - 1
        && point.y() <= size.heightPx() - 1;
  }

  @Test
  void fillsTheSamePixelsOfEveryStream() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      FrameSize size = Frames.size(random);
      Warp warp = Warp.of(size, Frames.steps(random, size));
      NdArray ones = Frames.noise(random, ElementType.FLOAT32, 1, size.heightPx(), size.widthPx());

      NdArray nearest = Resampler.resample(ones, warp, Sampling.NEAREST, 5);
      assertThat(Resampler.resample(ones, warp, Sampling.BILINEAR, 5)).isEqualTo(nearest);
      assertThat(Resampler.resample(ones, warp, Sampling.AREA, 5)).isEqualTo(nearest);
    }
  }

  @Test
  void mapsAPointToWhereItsPixelGoes() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      FrameSize size = new FrameSize(40, 30);
      List<Transform> steps =
          List.of(
              new Transform.Resize(new FrameSize(120, 90)),
              Frames.step(random, 3 + seed % 4, new FrameSize(120, 90)));
      NdArray marked = NdArray.uint8(new byte[1200], 30, 40);
      int column = random.nextInt(40);
      int row = random.nextInt(30);
      marked.bytes()[row * 40 + column] = 1;
      Warp warp = Warp.of(size, steps);

      Layer.Points points =
          new Layer.Points(Map.of("p", new Point(column, row)), List.of()).through(warp);
      Point place = points.points().get("p");
      if (place == null) {
        assertThat(points.lost()).containsExactly("p");
      } else {
        NdArray target = new Layer.Labels(marked, 0).through(warp).ids();
        int x = Places.nearest(place.x());
        int y = Places.nearest(place.y());
        assertThat(target.at(y * warp.to().widthPx() + x)).as("seed %d", seed).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesStepsThatDoNotFit() {
    assertThatThrownBy(() -> labels(new Transform.Crop(2, 0, new FrameSize(2, 2))))
        .hasMessageContaining("crop of 2 x 2 from (2, 0) does not fit a frame of 3 x 2");
    assertThatThrownBy(() -> new FrameSize(0, 5)).hasMessageContaining("0 x 5");
    assertThatThrownBy(() ->
            new Transform.Perspective(
                List.of(
                    new Point(0.45, 0.45),
                    new Point(-0.45, 0.45),
                    new Point(-0.45, -0.45),
                    new Point(0.45, 0.46))))
        .hasMessageContaining("four within ±0.45");
    assertThatThrownBy(() ->
            new Transform.Perspective(
                List.of(
                    new Point(0.45, 0.45),
                    new Point(-0.2, 0),
                    new Point(0, 0),
                    new Point(0, -0.2))))
        .hasMessageContaining("keep the frame convex");
  }
}
