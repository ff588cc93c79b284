package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayerTests {

  private static final FrameSize FRAME = new FrameSize(40, 30);

  private static Warp warp(Transform... steps) {
    return Warp.of(FRAME, List.of(steps));
  }

  private static Layer.Boxes boxes(Layer.Extent extent, Box box, Warp warp) {
    return new Layer.Boxes(extent, Map.of("b", box), List.of()).through(warp);
  }

  @Test
  void cutsVisibleBoxesAtTheFrameAndKeepsFullOnes() {
    Warp crop = warp(new Transform.Crop(10, 5, new FrameSize(20, 20)));
    Box box = new Box(4, 8, 14, 12);

    assertThat(boxes(Layer.Extent.VISIBLE, box, crop).boxes())
        .containsEntry("b", new Box(0, 3, 4, 7));
    assertThat(boxes(Layer.Extent.FULL, box, crop).boxes())
        .containsEntry("b", new Box(-6, 3, 4, 7));
  }

  @Test
  void namesWhatLeftTheFrame() {
    Warp crop = warp(new Transform.Crop(10, 0, new FrameSize(20, 30)));
    Box touches = new Box(2, 2, 10, 8);

    for (Layer.Extent extent : Layer.Extent.values()) {
      assertThat(boxes(extent, touches, crop).boxes()).isEmpty();
      assertThat(boxes(extent, touches, crop).lost()).containsExactly("b");
    }
    assertThat(
            new Layer.Polygons(Map.of("p", new Polygon(touches.corners())), List.of("earlier"))
                .through(crop)
                .lost())
        .containsExactly("earlier", "p");
    assertThat(
            new Layer.Points(
                    Map.of(
                        "out", new Point(9.4, 3),
                        "edge", new Point(9.5, 3),
                        "last", new Point(29.4, 3),
                        "beyond", new Point(29.5, 3)),
                    List.of())
                .through(crop))
        .satisfies(points -> assertThat(points.points()).containsOnlyKeys("edge", "last"))
        .satisfies(points -> assertThat(points.lost()).containsExactly("beyond", "out"));
  }

  @Test
  void losesABoxOfWhichRoundingAloneIsLeft() {
    // Turned by whole half turns, the box ends where the crop begins, but for the last bits.
    for (double degrees : new double[] {180, -180, 540, 900}) {
      for (int width = 1; width < 30; width++) {
        Transform crop = new Transform.Crop(0, 0, new FrameSize(width, 30));
        Box beside = new Box(1, 1, 40 - width, 29);

        assertThat(
                boxes(Layer.Extent.VISIBLE, beside, warp(new Transform.Rotate(degrees), crop))
                    .boxes())
            .as("%s degrees, %d px", degrees, width)
            .isEmpty();
      }
    }
  }

  @Test
  void doesNotBringBackWhatACropCutFromABox() {
    Warp back =
        warp(new Transform.Crop(10, 0, new FrameSize(20, 30)), new Transform.Pad(10, 0, 10, 0));

    assertThat(boxes(Layer.Extent.VISIBLE, new Box(5, 5, 15, 15), back).boxes())
        .containsEntry("b", new Box(10, 5, 15, 15));
  }

  @Test
  void boxesStayTheExtentOfTheirMasks() {
    // By whole pixels, a box goes where its mask goes, to the pixel.
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int left = random.nextInt(30);
      int top = random.nextInt(20);
      int right = left + 1 + random.nextInt(10);
      int bottom = top + 1 + random.nextInt(10);
      NdArray mask = NdArray.uint8(new byte[1200], 30, 40);
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          mask.bytes()[y * 40 + x] = 1;
        }
      }
      Warp warp =
          warp(
              Frames.step(random, 1 + random.nextInt(4), FRAME),
              new Transform.Flip(Transform.Flip.Axis.HORIZONTAL));

      Layer.Boxes target = boxes(Layer.Extent.VISIBLE, new Box(left, top, right, bottom), warp);
      NdArray moved = new Layer.Labels(mask, 0).through(warp).ids();

      assertThat(Optional.ofNullable(target.boxes().get("b")))
          .as("seed %d", seed)
          .isEqualTo(extent(moved));
    }
  }

  private static Optional<Box> extent(NdArray mask) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < mask.length(); i++) {
      if (mask.at(i) > 0) {
        int x = i % mask.size(1);
        int y = i / mask.size(1);
        corners.add(new Point(x, y));
        corners.add(new Point(x + 1.0, y + 1.0));
      }
    }
    return Box.around(corners);
  }

  @Test
  void keepsTheAreaOfAnOutlineThatFallsApart() {
    // A "U" whose bottom is cut off leaves two arms of 2 x 10.
    Polygon u =
        new Polygon(
            List.of(
                new Point(4, 2),
                new Point(6, 2),
                new Point(6, 20),
                new Point(10, 20),
                new Point(10, 2),
                new Point(12, 2),
                new Point(12, 24),
                new Point(4, 24)));

    Layer.Polygons cut =
        new Layer.Polygons(Map.of("u", u), List.of())
            .through(warp(new Transform.Crop(0, 0, new FrameSize(40, 12))));

    assertThat(cut.polygons().values())
        .singleElement()
        .satisfies(left -> assertThat(left.area()).isCloseTo(40, within(1e-9)));
  }

  @Test
  void keepsDepthInMetresWhereTheCameraLooksTheSameWay() {
    NdArray depth = Frames.noise(new Random(1), ElementType.FLOAT32, 50, 30, 40);
    Intrinsics camera = Intrinsics.square(50, 20, 15);

    Layer.Depth turned =
        new Layer.Depth(depth, 0, camera)
            .through(
                warp(
                    new Transform.Resize(new FrameSize(80, 60)),
                    new Transform.QuarterTurns(2),
                    new Transform.Flip(Transform.Flip.Axis.VERTICAL)));

    // Twice the size, flipped left to right: each value twice in a row.
    assertThat(turned.values().at(0)).isEqualTo(depth.at(39));
    assertThat(turned.values().at(1)).isEqualTo(depth.at(39));
    assertThat(turned.values().at(79)).isEqualTo(depth.at(0));
    assertThat(turned.camera()).isEqualTo(new Intrinsics(100, 100, 0, 38.5, 30.5));
  }

  @Test
  void asksForTheCameraWhereAPerspectiveChangesDepth() {
    Transform perspective =
        new Transform.Perspective(
            List.of(new Point(0.1, 0), new Point(0, 0), new Point(0, 0), new Point(0, 0)));
    NdArray depth = NdArray.float32(new float[1200], 30, 40);

    assertThatThrownBy(() -> new Layer.Depth(depth, 0, null).through(warp(perspective)))
        .hasMessageContaining("A perspective changes depth");
    assertThatThrownBy(() ->
            new Layer.Normals(NdArray.float32(new float[3600], 30, 40, 3), null)
                .through(warp(perspective)))
        .hasMessageContaining("A perspective changes normals");
  }

  @Test
  void mirrorsAndTurnsNormals() {
    float[] values = new float[3600];
    values[0] = 0.6f;
    values[1] = 0.0f;
    values[2] = -0.8f;
    Layer.Normals normals = new Layer.Normals(NdArray.float32(values, 30, 40, 3), null);

    NdArray flipped =
        normals.through(warp(new Transform.Flip(Transform.Flip.Axis.HORIZONTAL))).directions();
    assertThat(pixel(flipped, 39)).containsExactly(-0.6f, 0f, -0.8f);
    // Clockwise: what looked right looks down.
    NdArray turned = normals.through(warp(new Transform.QuarterTurns(1))).directions();
    assertThat(pixel(turned, 29)).containsExactly(0f, 0.6f, -0.8f);
    NdArray resized =
        normals.through(warp(new Transform.Resize(new FrameSize(80, 30)))).directions();
    assertThat(pixel(resized, 0)).containsExactly(0.6f, 0f, -0.8f);
  }

  private static float[] pixel(NdArray normals, int index) {
    float[] pixel = new float[3];
    for (int c = 0; c < 3; c++) {
      pixel[c] = normals.floats()[3 * index + c] + 0f;
    }
    return pixel;
  }

  @Test
  void refusesFramesAndFillsThatDoNotFit() {
    NdArray small = NdArray.uint8(new byte[6], 2, 3);

    assertThatThrownBy(() -> new Layer.Labels(small, 0).through(warp()))
        .hasMessageContaining("is 3 x 2 pixels and the geometry is for 40 x 30");
    for (int[] shape : new int[][] {{29, 40}, {30, 41}}) {
      NdArray other = NdArray.uint8(new byte[shape[0] * shape[1]], shape);
      assertThatThrownBy(() -> new Layer.Labels(other, 0).through(warp()))
          .hasMessageContaining("the geometry is for 40 x 30");
    }
    assertThatThrownBy(() -> new Layer.Labels(small, 256))
        .hasMessageContaining("The fill 256.0 is no value");
    assertThatThrownBy(() -> new Layer.Labels(NdArray.float32(new float[1], 1, 1), 0))
        .hasMessageContaining("ids are whole numbers");
    assertThatThrownBy(() -> new Box(3, 0, 3, 1)).hasMessageContaining("empty");
  }
}
