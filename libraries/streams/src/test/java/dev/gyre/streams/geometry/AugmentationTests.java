package dev.gyre.streams.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.streams.array.ElementType;
import dev.gyre.streams.array.NdArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTests {

  private static final FrameSize FRAME = new FrameSize(60, 40);

  private static final List<RandomStep> STEPS =
      List.of(
          new RandomStep.Flip(0.5, Transform.Flip.Axis.HORIZONTAL),
          new RandomStep.Rotate(0.8, new Range(-20, 20)),
          new RandomStep.Perspective(0.5, 0.1),
          new RandomStep.CropAndResize(
              new Range(0.3, 1), new Range(0.75, 1.33), new FrameSize(32, 24)),
          new RandomStep.QuarterTurns(0.3),
          new RandomStep.Always(new Transform.Pad(1, 1, 1, 1)),
          new RandomStep.OfLight(Photometric.Change.BRIGHTNESS, 0.9, new Range(-0.2, 0.2)),
          new RandomStep.OfLight(Photometric.Change.NOISE, 0.9, new Range(0, 0.05)));

  private static final Augmentation RECIPE = new Augmentation(7, STEPS);

  @Test
  void followsFromSeedKeyAndEpochAlone() {
    DrawnAugmentation drawn = RECIPE.draw("drive/3", 2, FRAME);

    assertThat(new Augmentation(7, STEPS).draw("drive/3", 2, FRAME)).isEqualTo(drawn);
    assertThat(new Augmentation(8, STEPS).draw("drive/3", 2, FRAME).geometry())
        .isNotEqualTo(drawn.geometry());
    assertThat(RECIPE.draw("drive/4", 2, FRAME).geometry()).isNotEqualTo(drawn.geometry());
    assertThat(RECIPE.draw("drive/3", 3, FRAME).geometry()).isNotEqualTo(drawn.geometry());
  }

  @Test
  void drawsTheSameOnEveryMachine() {
    // Computed by another program from SHA-256 and SplitMix64 as they are published.
    Augmentation turn = new Augmentation(1, List.of(new RandomStep.Rotate(1, new Range(0, 1))));

    assertThat(turn.draw("a", 0, FRAME).geometry())
        .containsExactly(new Transform.Rotate(0.4476777917785312));
  }

  @Test
  void isNotMovedByAStepAddedAtTheEnd() {
    List<RandomStep> more = new ArrayList<>(STEPS);
    more.add(new RandomStep.OfLight(Photometric.Change.GAMMA, 1, new Range(0.5, 2)));

    DrawnAugmentation drawn = RECIPE.draw("a", 0, FRAME);
    DrawnAugmentation longer = new Augmentation(7, more).draw("a", 0, FRAME);

    assertThat(longer.geometry()).isEqualTo(drawn.geometry());
    assertThat(longer.light().subList(0, drawn.light().size())).isEqualTo(drawn.light());
  }

  @Test
  void drawsAsOftenAndAsFarAsDeclared() {
    int flips = 0;
    double degrees = 0;
    int turns = 0;
    for (int i = 0; i < 2_000; i++) {
      for (Transform step : RECIPE.draw("s" + i, 0, FRAME).geometry()) {
        if (step instanceof Transform.Flip) {
          flips++;
        }
        if (step instanceof Transform.Rotate rotate) {
          assertThat(rotate.degrees()).isBetween(-20.0, 20.0);
          degrees += rotate.degrees();
          turns++;
        }
      }
    }
    // Three standard deviations of the binomial counts, and of the mean of a uniform draw.
    assertThat(flips).isCloseTo(1_000, within(68));
    assertThat(turns).isCloseTo(1_600, within(54));
    assertThat(degrees / turns).isCloseTo(0, within(0.9));
  }

  @Test
  void isDoneAgainFromItsRecord() {
    Random random = new Random(5);
    NdArray image = Frames.noise(random, ElementType.UINT8, 256, 40, 60, 3);
    NdArray ids = Frames.noise(random, ElementType.UINT16, 9, 40, 60);
    Map<String, Layer> sample =
        Map.of(
            "rgb", new Layer.Picture(image, Sampling.BILINEAR, 0),
            "seg", new Layer.Labels(ids, 99));
    Set<Class<?>> kinds = new HashSet<>();
    for (int epoch = 0; epoch < 30; epoch++) {
      DrawnAugmentation drawn = RECIPE.draw("a", epoch, FRAME);
      drawn.geometry().forEach(step -> kinds.add(step.getClass()));

      DrawnAugmentation replayed = DrawnAugmentation.ofMembers(parsed(drawn));

      assertThat(replayed).isEqualTo(drawn);
      assertThat(replayed.canonicalJson()).isEqualTo(drawn.canonicalJson());
      assertThat(replayed.apply(sample)).isEqualTo(drawn.apply(sample));
    }
    assertThat(kinds).hasSize(7);
  }

  /** What a parser would make of the record's JSON. */
  private static Map<String, Object> parsed(DrawnAugmentation drawn) {
    return Map.of(
        "format",
        "gyre-drawn-augmentation/1",
        "augmentation",
        drawn.augmentationDigest(),
        "sample",
        drawn.sampleKey(),
        "epoch",
        Long.toString(drawn.epoch()),
        "frame",
        Map.of("width_px", (long) drawn.frame().widthPx(), "height_px", 40.0),
        "geometry",
        drawn.geometry().stream().map(Transform::toMembers).toList(),
        "light",
        drawn.light().stream().map(Photometric::toMembers).toList());
  }

  @Test
  void refusesARecordThatCannotBe() {
    Map<String, Object> record = new HashMap<>(parsed(RECIPE.draw("a", 0, FRAME)));
    record.put("geometry", List.of(Map.of("kind", "swirl")));
    assertThatThrownBy(() -> DrawnAugmentation.ofMembers(record))
        .hasMessageContaining("step 'swirl', which is not known");
    record.put("geometry", List.of(Map.of("kind", "rotate", "degrees", "ten")));
    assertThatThrownBy(() -> DrawnAugmentation.ofMembers(record))
        .hasMessageContaining("Member 'degrees' of the record is ten, not a number");
    record.remove("sample");
    assertThatThrownBy(() -> DrawnAugmentation.ofMembers(record))
        .hasMessageContaining("Member 'sample' of the record is null");
  }

  @Test
  void lightsPicturesAlone() {
    Augmentation dark =
        new Augmentation(
            1,
            List.of(new RandomStep.OfLight(Photometric.Change.BRIGHTNESS, 1, new Range(-1, -1))));
    NdArray ones = NdArray.uint8(new byte[] {1, 1}, 1, 2);
    Map<String, Layer> sample =
        Map.of(
            "rgb", new Layer.Picture(ones, Sampling.BILINEAR, 0),
            "seg", new Layer.Labels(ones, 0),
            "depth", new Layer.Depth(ones, 0, null));

    Map<String, Layer> target = dark.draw("a", 0, new FrameSize(2, 1)).apply(sample);

    assertThat(target)
        .containsEntry(
            "rgb", new Layer.Picture(NdArray.uint8(new byte[2], 1, 2), Sampling.BILINEAR, 0))
        .containsEntry("seg", new Layer.Labels(ones, 0))
        .containsEntry("depth", new Layer.Depth(ones, 0, null));
  }

  @Test
  void namesTheStreamWhoseFrameDiffers() {
    Map<String, Layer> sample =
        Map.of("seg", new Layer.Labels(NdArray.uint8(new byte[2], 1, 2), 0));

    assertThatThrownBy(() -> RECIPE.draw("a", 0, FRAME).apply(sample))
        .hasMessageContaining("Stream 'seg': ")
        .hasMessageContaining("bring all streams of a sample to one size first");
  }

  @Test
  void addsNoiseOfTheDeclaredSize() {
    Values gray = Values.ofShape(ElementType.FLOAT32, 100, 100);
    for (int i = 0; i < 10_000; i++) {
      gray.set(i, 0.5);
    }
    NdArray noisy =
        Photometric.apply(
            List.of(new Photometric(Photometric.Change.NOISE, 0.05, 3)), gray.array(100, 100));

    double mean = 0;
    double squares = 0;
    for (int i = 0; i < 10_000; i++) {
      mean += noisy.at(i) / 10_000;
      squares += Math.pow(noisy.at(i) - 0.5, 2) / 10_000;
    }
    assertThat(mean).isCloseTo(0.5, within(0.002));
    assertThat(Math.sqrt(squares)).isCloseTo(0.05, within(0.0015));
  }

  @Test
  void writesOneCanonicalTextForEqualRecipes() {
    assertThat(RECIPE.digest()).isEqualTo(new Augmentation(7, STEPS).digest());
    assertThat(RECIPE.digest()).isNotEqualTo(new Augmentation(8, STEPS).digest());
    assertThat(RECIPE.canonicalJson())
        .startsWith("{\"format\":\"gyre-augmentation/1\",\"seed\":\"7\",\"steps\":[")
        .contains("{\"degrees\":[-20,20],\"kind\":\"rotate\",\"probability\":0.8}");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new RandomStep.Flip(1.1, Transform.Flip.Axis.VERTICAL))
        .hasMessageContaining("Probabilities from 1.1");
    assertThatThrownBy(() -> new Range(2, 1)).hasMessageContaining("the lower first");
    assertThatThrownBy(() -> Photometric.of(Photometric.Change.GAMMA, 0))
        .hasMessageContaining("Amounts of gamma");
    assertThatThrownBy(() ->
            Photometric.apply(
                List.of(Photometric.of(Photometric.Change.GAMMA, 1)),
                NdArray.int32(new int[1], 1, 1)))
        .hasMessageContaining("has no full scale");
  }
}
