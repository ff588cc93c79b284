package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.streams.StreamKind;
import dev.gyre.streams.align.AlignedItem;
import dev.gyre.streams.align.AlignedSample;
import dev.gyre.streams.align.Alignment;
import dev.gyre.streams.align.AlignmentResult;
import dev.gyre.streams.align.AlignmentSpec;
import dev.gyre.streams.align.ClockRule;
import dev.gyre.streams.align.MissRule;
import dev.gyre.streams.align.Policy;
import dev.gyre.streams.align.SkewHistogram;
import dev.gyre.streams.align.StreamClock;
import dev.gyre.streams.align.StreamRule;
import dev.gyre.streams.align.TimedItem;
import dev.gyre.streams.align.Timeline;
import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The whole way in small: streams are declared, their items aligned, and one geometry drawn per
 * sample for all of them. Every frame shows one bright square, so that what belongs together can be
 * seen in the pixels.
 */
class SampleOfStreamsTests {

  private static final long MS = 1_000_000;
  private static final FrameSize FRAME = new FrameSize(48, 32);
  private static final StreamKind DEPTH = new StreamKind("depth");
  private static final StreamKind LABELS = new StreamKind("label-map");

  /** Depth comes half as often and 37 ms late; it may be held for one frame. */
  private static final AlignmentSpec ALIGNMENT =
      new AlignmentSpec(
          new Timeline.Master("rgb"),
          Map.of(
              "rgb", rule(StreamKind.IMAGE, 0, new Policy.Exact(), MissRule.DROP_SAMPLE),
              "depth", rule(DEPTH, -37 * MS, new Policy.Hold(60 * MS), MissRule.DROP_SAMPLE),
              "seg", rule(LABELS, 0, new Policy.Exact(), MissRule.FILL)),
          SkewHistogram.DECADES);

  private static final Augmentation AUGMENTATION =
      new Augmentation(
          11,
          List.of(
              new RandomStep.Flip(0.5, Transform.Flip.Axis.HORIZONTAL),
              new RandomStep.Rotate(1, new Range(-15, 15)),
              new RandomStep.CropAndResize(
                  new Range(0.6, 1), new Range(0.8, 1.25), new FrameSize(96, 64)),
              new RandomStep.OfLight(Photometric.Change.CONTRAST, 1, new Range(0.9, 1.1))));

  private static StreamRule rule(
      StreamKind kind, long offsetNanos, Policy policy, MissRule onMiss) {
    ClockRule clock =
        new ClockRule(StreamClock.HEADER, offsetNanos, 500 * MS, ClockRule.Disorder.REFUSE);
    return new StreamRule(kind, clock, policy, onMiss);
  }

  private static List<TimedItem> items(
      StreamKind kind, int count, long periodMillis, long lateMillis) {
    List<TimedItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          TimedItem.of(
              "%s-%d".formatted(kind.name(), i),
              kind,
              StreamClock.HEADER,
              (i * periodMillis + lateMillis) * MS));
    }
    return items;
  }

  private static final Box SQUARE = new Box(20, 12, 30, 22);

  private static byte[] square(int inside) {
    byte[] frame = new byte[FRAME.widthPx() * FRAME.heightPx()];
    for (int y = 12; y < 22; y++) {
      for (int x = 20; x < 30; x++) {
        frame[y * FRAME.widthPx() + x] = (byte) inside;
      }
    }
    return frame;
  }

  /** Reads the items of a sample; the annotation of boxes goes along. */
  private static Map<String, Layer> layers(AlignedSample sample) {
    Map<String, Layer> layers = new TreeMap<>();
    int height = FRAME.heightPx();
    int width = FRAME.widthPx();
    layers.put(
        "rgb", new Layer.Picture(NdArray.uint8(square(200), height, width), Sampling.BILINEAR, 0));
    layers.put("depth", new Layer.Depth(NdArray.uint8(square(7), height, width), 0, null));
    boolean labelled = !(sample.items().get("seg") instanceof AlignedItem.Filled);
    layers.put(
        "seg", new Layer.Labels(NdArray.uint8(square(labelled ? 3 : 0), height, width), 255));
    layers.put("boxes", new Layer.Boxes(Layer.Extent.VISIBLE, Map.of("1", SQUARE), List.of()));
    return layers;
  }

  @Test
  void alignsDeclaredStreamsAndGivesThemOneGeometry() {
    AlignmentResult result =
        Alignment.run(
            ALIGNMENT,
            Map.of(
                "rgb", items(StreamKind.IMAGE, 12, 50, 0),
                "depth", items(DEPTH, 5, 100, 37),
                "seg", items(LABELS, 4, 150, 0)));

    assertThat(result).isInstanceOf(AlignmentResult.Aligned.class);
    AlignmentResult.Aligned aligned = (AlignmentResult.Aligned) result;
    // Depth ends at 400 ms and is held until 450: the last two frames have none.
    assertThat(aligned.report().dropped().first()).containsExactly("image-10", "image-11");
    for (AlignedSample sample : aligned.samples()) {
      DrawnAugmentation drawn = AUGMENTATION.draw(sample.id(), 0, FRAME);
      Map<String, Layer> target = drawn.apply(layers(sample));

      assertThat(drawn.apply(layers(sample))).isEqualTo(target);
      checkAgreement(target, sample.items().get("seg") instanceof AlignedItem.Filled);
    }
  }

  private static void checkAgreement(Map<String, Layer> target, boolean filled) {
    assertThat(target).containsKeys("rgb", "depth", "seg", "boxes");
    NdArray rgb = ((Layer.Picture) target.getOrDefault("rgb", none())).pixels();
    NdArray depth = ((Layer.Depth) target.getOrDefault("depth", none())).values();
    NdArray seg = ((Layer.Labels) target.getOrDefault("seg", none())).ids();
    Box box =
        ((Layer.Boxes) target.getOrDefault("boxes", none())).boxes().getOrDefault("1", SQUARE);
    int inside = 0;
    for (int i = 0; i < depth.length(); i++) {
      boolean here = depth.at(i) == 7;
      inside += here ? 1 : 0;
      // The pixel that is nearest weighs a quarter or more, before contrast changes by a tenth.
      assertThat(rgb.at(i)).as("pixel %d", i).isBetween(here ? 40.0 : 0.0, here ? 255.0 : 155.0);
      assertThat(seg.at(i) == 3).as("pixel %d", i).isEqualTo(here && !filled);
      if (here) {
        assertThat(i % 96 + 0.5).isBetween(box.left(), box.right());
        assertThat(Math.floorDiv(i, 96) + 0.5).isBetween(box.top(), box.bottom());
      }
    }
    assertThat(inside).isBetween(300, 1_200);
  }

  private static Layer none() {
    return new Layer.Points(Map.of(), List.of());
  }
}
