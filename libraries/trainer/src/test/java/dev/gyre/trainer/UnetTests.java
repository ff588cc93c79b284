package dev.gyre.trainer;

import static dev.gyre.trainer.SyntheticStreets.HEIGHT;
import static dev.gyre.trainer.SyntheticStreets.WIDTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.onnx.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnetTests {
  private static final NetworkSpec TINY = NetworkSpec.unet(5, HEIGHT, WIDTH, 4, 3);
  private static final TrainingPlan PLAN = new TrainingPlan(TINY, 4, 8, 0.01f, 3, 1, List.of());
  private static final LabelledSamples TRAINING = SyntheticStreets.samples(1, 64);
  private static final LabelledSamples VALIDATION = SyntheticStreets.samples(2, 20);

  @Test
  void hasTheMeasuredNumberOfParameters() {
    NetworkSpec network = NetworkSpec.smallSegmenter(4, 96, 160, 5);

    assertThat(new TrainedNetwork(network, initial(network)).parameterCount()).isEqualTo(110_853);
    assertThat(network.embeddingSize()).isEqualTo(64);
    assertThat(network.answer()).isEqualTo(Answer.PIXEL);
    assertThat(network.places()).isEqualTo(96 * 160);
    NetworkSpec smaller = NetworkSpec.smallSegmenter(5, 64, 96, 8);
    assertThat(new TrainedNetwork(smaller, initial(smaller)).parameterCount())
        .isBetween(25_000L, 30_000L);
  }

  @Test
  void describesItsSkipConnectionsInTheLine() {
    assertThat(TINY.text())
        .startsWith("5x16x24 conv(4,3,1,1) bn relu conv(4,3,1,1) bn relu pool(2,2)")
        .contains("enlarge(2) join(12)", "enlarge(2) join(5)")
        .endsWith("relu conv(3,1,1,0)");
  }

  @Test
  void learnsWhatOnlyTheSecondStreamShows() {
    TrainingResult.Completed completed =
        (TrainingResult.Completed)
            new Trainer(PLAN.withEpochs(6), new Recorder()).train(TRAINING, VALIDATION);

    ValidationReport last = completed.epochs().getLast().validation().orElseThrow();
    Overlap overlap = last.overlap().orElseThrow();
    assertThat(overlap.iou()).hasSize(3);
    assertThat(overlap.iou().get(2).orElseThrow()).as("the box").isGreaterThan(0.5);
    assertThat(overlap.meanIou()).isGreaterThan(0.7);
    assertThat(last.samples()).isEqualTo(20);
  }

  @Test
  void equalSeedsGiveEqualBits() {
    Recorder first = new Recorder();
    Recorder second = new Recorder();

    TrainingResult one = new Trainer(PLAN.withEpochs(2), first).train(TRAINING, VALIDATION);
    TrainingResult two = new Trainer(PLAN.withEpochs(2), second).train(TRAINING, VALIDATION);

    assertThat(first.lossBits()).hasSize(16).isEqualTo(second.lossBits());
    assertThat(one).isEqualTo(two);
  }

  @Test
  void resumesWithEqualBits(@TempDir Path directory) throws IOException {
    Recorder whole = new Recorder();
    Recorder rest = new Recorder();
    new Trainer(PLAN, whole).train(TRAINING, VALIDATION);
    Path folder = requireNonNull(whole.checkpoints().get(2)).writeTo(directory);

    new Trainer(PLAN, rest).resume(Checkpoint.read(folder), TRAINING, VALIDATION);

    assertThat(rest.lossBits()).hasSize(16).isEqualTo(whole.lossBits().subList(16, 32));
    assertThat(rest.checkpoints().get(4)).isEqualTo(whole.checkpoints().get(4));
  }

  @Test
  void ignoredPixelsChangeNothing() {
    Recorder plain = new Recorder(1);
    Recorder blank = new Recorder(1);
    new Trainer(PLAN, plain).train(TRAINING, LabelledSamples.none());
    new Trainer(PLAN, blank).train(relabelled(0, LabelledSamples.IGNORED), VALIDATION);
    assertThat(blank.lossBits()).isNotEqualTo(plain.lossBits());

    Recorder nothing = new Recorder(1);
    new Trainer(PLAN, nothing).train(all(LabelledSamples.IGNORED), LabelledSamples.none());
    assertThat(nothing.steps().getFirst().loss()).isZero();
  }

  @Test
  void classWeightsAreInverseToHowOftenAClassIsThere() {
    // Shares of the pixels of samples that have the class: 0.8, 0.2 and 0.1; one class is nowhere.
    assertThat(
            ClassWeights.medianFrequency(new long[] {80, 20, 5, 0}, new long[] {100, 100, 50, 0}))
        .containsExactly(0.25f, 1f, 2f, 1f);
    assertThat(ClassWeights.balanced(new long[] {30, 10, 0}))
        .containsExactly(40 / 90f, 40 / 30f, 1f);
  }

  @Test
  void scoresOverlapByPixelsOfAllSamples() {
    ValidationScore score = new ValidationScore(3, 4);
    // Predicted 0, 0, 1, 1 where 0, 1, 1 and nothing is true.
    float[] logits = {9, 9, 0, 0, 0, 0, 9, 9, -9, -9, -9, -9};
    score.add(logits, 0, new int[] {0, 1, 1, LabelledSamples.IGNORED});

    ValidationReport report = score.report(1).orElseThrow();

    assertThat(report.accuracy()).isCloseTo(2 / 3.0, within(1e-12));
    Overlap overlap = report.overlap().orElseThrow();
    assertThat(overlap.iou())
        .containsExactly(OptionalDouble.of(0.5), OptionalDouble.of(0.5), OptionalDouble.empty());
    assertThat(overlap.meanIou()).isEqualTo(0.5);
    assertThat(new ValidationScore(3, 4).report(1)).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> NetworkSpec.unet(3, 18, 24, 4, 2))
        .hasMessageContaining("multiples of 4, not 18 and 24");
    List<Layer> narrow =
        List.of(
            new Layer.Conv2d(4, 3, 1, 1),
            new Layer.MaxPool(2, 2),
            new Layer.Join(0),
            new Layer.Conv2d(2, 1, 1, 0));
    assertThatThrownBy(() -> new NetworkSpec(3, 8, 8, narrow))
        .hasMessageContaining("heights and widths must be equal");
    assertThatThrownBy(() ->
            new NetworkSpec(3, 8, 8, List.of(new Layer.Join(0), new Layer.Conv2d(2, 1, 1, 0))))
        .hasMessageContaining("joins one that comes before");
    assertThatThrownBy(() ->
            new NetworkSpec(
                3, 8, 8, List.of(new Layer.MaxPool(2, 2), new Layer.Conv2d(2, 1, 1, 0))))
        .hasMessageContaining("in the size of the input");
    LabelledSamples one =
        LabelledSamples.of(Tensor.ofFloats(new float[2 * 5 * 384], 2, 5, 16, 24), 0, 1);
    assertThatThrownBy(() -> new Trainer(PLAN, new Recorder()).train(one, VALIDATION))
        .hasMessageContaining("1 classes each, the network gives 384");
  }

  private static SortedMap<String, Tensor> initial(NetworkSpec network) {
    TrainingPlan plan = new TrainingPlan(network, 1, 2, 0.01f, 1, 1, List.of());
    try (TrainingLoop loop = new TrainingLoop(plan)) {
      return loop.weights();
    }
  }

  private static LabelledSamples all(int label) {
    return relabelled(Integer.MIN_VALUE, label);
  }

  /** The training samples with one class, or all, in place of another. */
  private static LabelledSamples relabelled(int from, int to) {
    return new LabelledSamples() {
      @Override
      public int size() {
        return TRAINING.size();
      }

      @Override
      public List<Long> imageShape() {
        return TRAINING.imageShape();
      }

      @Override
      public int places() {
        return TRAINING.places();
      }

      @Override
      public void copyTo(int index, int epoch, float[] target, int offset) {
        TRAINING.copyTo(index, epoch, target, offset);
      }

      @Override
      public void copyLabels(int index, int epoch, int[] target, int offset) {
        int[] labels = new int[places()];
        TRAINING.copyLabels(index, epoch, labels, 0);
        int[] changed =
            Arrays.stream(labels)
                .map(label -> from == Integer.MIN_VALUE || label == from ? to : label)
                .toArray();
        System.arraycopy(changed, 0, target, offset, changed.length);
      }
    };
  }
}
