package dev.gyre.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTests {
  private static final NetworkSpec SMALL = NetworkSpec.smallClassifier(1, 8, 8, 10);
  private static final LabelledSamples TRAINING = SyntheticDigits.samples(1, 320);
  private static final LabelledSamples VALIDATION = SyntheticDigits.samples(2, 200);

  @Test
  void learnsDigitsWithBothBuiltInNetworks() {
    for (NetworkSpec network : List.of(SMALL, NetworkSpec.perceptron(1, 8, 8, 64, 10))) {
      TrainingPlan plan = new TrainingPlan(network, 8, 32, 0.005f, 11, 1, List.of());

      TrainingResult result =
          new Trainer(plan, new Recorder()).train(SyntheticDigits.samples(1, 960), VALIDATION);

      assertThat(result)
          .isInstanceOfSatisfying(
              TrainingResult.Completed.class,
              completed -> {
                ValidationReport last = completed.epochs().getLast().validation().orElseThrow();
                assertThat(last.accuracy()).as(network.text()).isGreaterThan(0.9);
                assertThat(last.loss()).isLessThan(0.5);
                // Every class has as many validation samples.
                assertThat(last.macroLoss()).isCloseTo(last.loss(), within(1e-9));
                assertThat(completed.epochs()).hasSize(8);
              });
    }
  }

  @Test
  void smallClassifierHasAboutFourteenThousandParameters() {
    TrainingResult.Completed completed = complete(TrainingPlan.of(SMALL, 1, 3), new Recorder());

    assertThat(completed.network().parameterCount()).isEqualTo(13_898);
  }

  @Test
  void equalSeedsGiveEqualBitsAndOthersDoNot() {
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    Recorder other = new Recorder();

    TrainingResult.Completed one = complete(TrainingPlan.of(SMALL, 2, 5), first);
    TrainingResult.Completed two = complete(TrainingPlan.of(SMALL, 2, 5), second);
    complete(TrainingPlan.of(SMALL, 2, 6), other);

    assertThat(first.lossBits()).hasSize(20).isEqualTo(second.lossBits());
    assertThat(one).isEqualTo(two);
    assertThat(other.lossBits()).isNotEqualTo(first.lossBits());
  }

  @Test
  void stopsWhenCancelled() {
    Recorder recorder = new Recorder(13);

    TrainingResult result =
        new Trainer(TrainingPlan.of(SMALL, 5, 1), recorder).train(TRAINING, VALIDATION);

    assertThat(result).isEqualTo(new TrainingResult.Cancelled(2, 13));
    assertThat(recorder.steps()).hasSize(13);
  }

  @Test
  void reportsALossThatIsNotANumber() {
    TrainingPlan plan = new TrainingPlan(SMALL, 50, 32, 1e30f, 1, 1, List.of());

    assertThat(new Trainer(plan, new Recorder()).train(TRAINING, LabelledSamples.none()))
        .isInstanceOf(TrainingResult.Diverged.class);
  }

  @Test
  void classWeightsMoveTheFirstLoss() {
    Recorder plain = new Recorder(1);
    Recorder weighted = new Recorder(1);
    List<Float> weights = List.of(50f, 1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f);

    new Trainer(TrainingPlan.of(SMALL, 1, 1), plain).train(TRAINING, LabelledSamples.none());
    new Trainer(new TrainingPlan(SMALL, 1, 32, 0.001f, 1, 1, weights), weighted)
        .train(TRAINING, LabelledSamples.none());

    assertThat(weighted.lossBits()).isNotEqualTo(plain.lossBits());
  }

  @Test
  void trainsALoneLastSampleWithTheBatchBefore() {
    Recorder recorder = new Recorder();

    new Trainer(TrainingPlan.of(SMALL, 1, 1), recorder)
        .train(SyntheticDigits.samples(1, 65), LabelledSamples.none());

    assertThat(recorder.steps()).extracting(StepReport::step).containsExactly(1L, 2L);
  }

  @Test
  void refusesASecondTrainingAtTheSameTime() {
    TrainingListener nested =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            new Trainer(TrainingPlan.of(SMALL, 1, 1), this).train(TRAINING, VALIDATION);
          }
        };

    assertThatThrownBy(
            () -> new Trainer(TrainingPlan.of(SMALL, 1, 1), nested).train(TRAINING, VALIDATION))
        .hasMessageContaining("training already");
    assertThat(complete(TrainingPlan.of(SMALL, 1, 1), new Recorder()).epochs()).hasSize(1);
  }

  @Test
  void refusesAThreadCountThatTheProcessDoesNotHave() {
    TrainingPlan plan = new TrainingPlan(SMALL, 1, 32, 0.001f, 1, 2, List.of());

    assertThatThrownBy(() -> new Trainer(plan, new Recorder()).train(TRAINING, VALIDATION))
        .hasMessageContaining("2 threads but this process has -Dai.djl.pytorch.num_threads=1");
  }

  @Test
  void refusesLabelsThatTheNetworkDoesNotHave() {
    TrainingPlan plan = TrainingPlan.of(NetworkSpec.smallClassifier(1, 8, 8, 9), 1, 1);

    assertThatThrownBy(() -> new Trainer(plan, new Recorder()).train(TRAINING, VALIDATION))
        .hasMessageContaining("Sample 9 has class 9");
  }

  @Test
  void refusesImagesOfAnotherShape() {
    TrainingPlan plan = TrainingPlan.of(NetworkSpec.smallClassifier(1, 8, 9, 10), 1, 1);

    assertThatThrownBy(() -> new Trainer(plan, new Recorder()).train(TRAINING, VALIDATION))
        .hasMessageContaining("have the shape [1, 8, 8], the network takes [1, 8, 9]");
  }

  private static TrainingResult.Completed complete(TrainingPlan plan, TrainingListener listener) {
    return (TrainingResult.Completed) new Trainer(plan, listener).train(TRAINING, VALIDATION);
  }
}
