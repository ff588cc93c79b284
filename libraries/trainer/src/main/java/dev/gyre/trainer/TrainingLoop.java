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

  private final TrainingPlan plan;
  private final NetworkBlocks blocks;
  private final Model model;
  private final ai.djl.training.Trainer trainer;
  private final NamedAdam adam;
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

  /** Trains on the next batch and returns its loss. */
  float nextStep() {
    int[] batch = nextBatch();
    float loss;
    adam.beginStep();
    step++;
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDArray images = images(scope, samples, batch, epoch);
      NDArray target = scope.create(target(batch), new Shape(batch.length, classes()));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray logits = trainer.forward(new NDList(images)).singletonOrThrow();
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
    ValidationScore score = new ValidationScore(classes());
    for (int from = 0; from < validation.size(); from += VALIDATION_BATCH) {
      int[] batch = new int[Math.min(VALIDATION_BATCH, validation.size() - from)];
      for (int i = 0; i < batch.length; i++) {
        batch[i] = from + i;
      }
      try (NDManager scope = trainer.getManager().newSubManager()) {
        NDList input = new NDList(images(scope, validation, batch, 0));
        float[] logits = trainer.evaluate(input).singletonOrThrow().toFloatArray();
        for (int i = 0; i < batch.length; i++) {
          score.add(logits, i * classes(), validation.label(batch[i]));
        }
      }
    }
    return Optional.of(score.report());
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

  /** One row per sample with its share of the loss at its class; all shares add up to 1. */
  private float[] target(int[] batch) {
    float[] target = new float[batch.length * classes()];
    double total = 0;
    for (int index : batch) {
      total += weight(samples.label(index));
    }
    for (int i = 0; i < batch.length; i++) {
      int label = samples.label(batch[i]);
      target[i * classes() + label] = (float) (weight(label) / total);
    }
    return target;
  }

  private double weight(int label) {
    return plan.classWeights().isEmpty() ? 1 : plan.classWeights().get(label);
  }

  private int classes() {
    return plan.network().classes();
  }
}
