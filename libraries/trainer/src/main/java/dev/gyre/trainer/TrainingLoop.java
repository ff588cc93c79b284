package dev.gyre.trainer;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.gyre.onnx.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;

/** The engine's side of a training: owns all native memory, frees it on close. */
final class TrainingLoop implements AutoCloseable {
  private static final int VALIDATION_BATCH = 256;

  /** Of one batch: layers of large inputs take far more memory than the inputs. */
  private static final int VALIDATION_VALUES = 1 << 20;

  private final TrainingPlan plan;
  private final NetworkBlocks blocks;
  private final Model model;
  private final ai.djl.training.Trainer trainer;
  private final NamedAdam adam;
  private final int classes;
  private final int places;
  private LabelledSamples samples = LabelledSamples.none();
  private int[] order = {};
  private int epoch;
  private int next;
  private long step;

  TrainingLoop(TrainingPlan plan) {
    this(plan, Optional.empty());
  }

  TrainingLoop(TrainingPlan plan, Checkpoint checkpoint) {
    this(plan, Optional.of(checkpoint));
  }

  /**
   * The order matters: weights are loaded before the trainer exists, because it keeps the arrays it
   * saw first; Adam binds after the trainer has initialised them.
   */
  private TrainingLoop(TrainingPlan plan, Optional<Checkpoint> checkpoint) {
    this.plan = plan;
    classes = plan.network().classes();
    places = plan.network().places();
    blocks = new NetworkBlocks(plan.network());
    adam = new NamedAdam(plan.learningRate());
    Engine.getInstance().setRandomSeed(Seeds.engine(plan.seed(), 0));
    model = Model.newInstance("network");
    model.setBlock(blocks.block());
    blocks.initialize(model.getNDManager());
    checkpoint.ifPresent(state -> blocks.load(state.weights()));
    // The loss is computed by hand below; the engine's is never called.
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam));
    trainer.initialize(blocks.batchShape(plan.batchSize()));
    adam.bind(blocks.parameters(), model.getNDManager());
    checkpoint.ifPresent(state -> {
      adam.load(state.moments(), state.step());
      step = state.step();
    });
  }

  void beginEpoch(int number, LabelledSamples training) {
    epoch = number;
    samples = training;
    order = Seeds.order(plan.seed(), number, training.size());
    next = 0;
    Engine.getInstance().setRandomSeed(Seeds.engine(plan.seed(), number));
  }

  boolean hasNextStep() {
    return next < order.length;
  }

  /** Trains on the next batch and returns its loss; a batch that says nothing has none. */
  float nextStep() {
    int[] batch = nextBatch();
    Optional<float[]> target = target(batch);
    adam.beginStep();
    step++;
    // The engine takes gradients that are all zero for a mistake.
    return target.isEmpty() ? 0 : train(batch, target.get());
  }

  private float train(int[] batch, float[] shares) {
    float loss;
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDArray images = images(scope, samples, batch, epoch);
      NDArray target = scope.create(shares, logitsShape(batch.length));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray logits = trainer.forward(new NDList(images)).get(0);
        NDArray value = logits.logSoftmax(1).mul(target).sum().neg();
        collector.backward(value);
        loss = value.getFloat();
      }
      trainer.step();
    }
    return loss;
  }

  /** Steps done, over all epochs. */
  long step() {
    return step;
  }

  Optional<ValidationReport> validate(LabelledSamples validation) {
    if (validation.size() == 0) {
      return Optional.empty();
    }
    ValidationScore score = new ValidationScore(classes, places);
    int most = Math.clamp(VALIDATION_VALUES / plan.network().inputSize(), 1, VALIDATION_BATCH);
    int[] labels = new int[places];
    for (int from = 0; from < validation.size(); from += most) {
      int[] batch = new int[Math.min(most, validation.size() - from)];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = from + i;
      }
      try (NDManager scope = trainer.getManager().newSubManager()) {
        NDList input = new NDList(images(scope, validation, batch, 0));
        float[] logits = trainer.evaluate(input).get(0).toFloatArray();
        for (int i = 0; i < batch.length; i++) {
          validation.copyLabels(batch[i], 0, labels, 0);
          score.add(logits, i * classes * places, labels);
        }
      }
    }
    return score.report(validation.size());
  }

  SortedMap<String, Tensor> weights() {
    return blocks.snapshot();
  }

  SortedMap<String, Tensor> moments() {
    return adam.snapshot();
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }

  /**
   * A last sample that would be alone joins the batch before: one sample has no batch statistics.
   */
  private int[] nextBatch() {
    int end = Math.min(order.length, next + plan.batchSize());
    if (end == order.length - 1) {
      end = order.length;
    }
    int[] batch = Arrays.copyOfRange(order, next, end);
    next = end;
    return batch;
  }

  private NDArray images(NDManager scope, LabelledSamples source, int[] batch, int forEpoch) {
    int size = plan.network().inputSize();
    float[] values = new float[Math.multiplyExact(batch.length, size)];
    for (int i = 0; i < batch.length; i++) {
      source.copyTo(batch[i], forEpoch, values, i * size);
    }
    return scope.create(values, blocks.batchShape(batch.length));
  }

  /**
   * Its share of the loss at each place's class, else 0; all shares add up to 1. Empty if no place
   * has a class.
   */
  private Optional<float[]> target(int[] batch) {
    int[] labels = new int[batch.length * places];
    double total = 0;
    for (int i = 0; i < batch.length; i++) {
      samples.copyLabels(batch[i], epoch, labels, i * places);
    }
    for (int label : labels) {
      total += weight(label);
    }
    if (total == 0) {
      return Optional.empty();
    }
    float[] target = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != LabelledSamples.IGNORED) {
        int sample = i / places;
        int row = sample * classes + labels[i];
        target[row * places + i % places] = (float) (weight(labels[i]) / total);
      }
    }
    return Optional.of(target);
  }

  private double weight(int label) {
    if (label == LabelledSamples.IGNORED) {
      return 0;
    }
    return plan.classWeights().isEmpty() ? 1 : plan.classWeights().get(label);
  }

  private Shape logitsShape(int samples) {
    NetworkSpec network = plan.network();
    return switch (network.answer()) {
      case SAMPLE -> new Shape(samples, classes);
      case PIXEL -> new Shape(samples, classes, network.heightPx(), network.widthPx());
    };
  }
}
