package dev.gyre.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains networks. Equal plans, samples and machines give bit-equal losses and weights, also when a
 * training is interrupted and resumed from a checkpoint.
 *
 * <p>One training per process at a time, in a process that was started as {@link TrainerRuntime}
 * says; a second one is refused.
 */
public final class Trainer {
  private static final AtomicBoolean BUSY = new AtomicBoolean();

  private final TrainingPlan plan;
  private final TrainingListener listener;

  /** A trainer for one plan. */
  public Trainer(TrainingPlan plan, TrainingListener listener) {
    this.plan = plan;
    this.listener = listener;
  }

  /**
   * Trains from the start.
   *
   * @param validation scored after each epoch; {@link LabelledSamples#none} for no scores
   * @throws TrainerException if samples or process do not fit the plan
   */
  public TrainingResult train(LabelledSamples training, LabelledSamples validation) {
    return exclusively(() -> {
      requireFits(training, validation);
      try (TrainingLoop loop = new TrainingLoop(plan)) {
        return run(loop, 0, training, validation);
      }
    });
  }

  /**
   * Goes on after the checkpoint's epoch, as if there had been no interruption.
   *
   * @throws TrainerException if the checkpoint is of another plan; only the number of epochs may
   *     differ
   */
  public TrainingResult resume(
      Checkpoint checkpoint, LabelledSamples training, LabelledSamples validation) {
    return exclusively(() -> {
      requireFits(training, validation);
      requireSamePlan(checkpoint, training.size());
      try (TrainingLoop loop = new TrainingLoop(plan, checkpoint)) {
        return run(loop, checkpoint.epoch(), training, validation);
      }
    });
  }

  private interface Body {
    TrainingResult run();
  }

  private TrainingResult exclusively(Body body) {
    TrainerRuntime.requireThreads(plan.threads());
    if (!BUSY.compareAndSet(false, true)) {
      throw new TrainerException(
          "This process is training already: start a process of its own for each training");
    }
    try {
      return body.run();
    } finally {
      BUSY.set(false);
    }
  }

  private TrainingResult run(
      TrainingLoop loop, int epochsDone, LabelledSamples training, LabelledSamples validation) {
    List<EpochReport> reports = new ArrayList<>();
    for (int epoch = epochsDone + 1; epoch <= plan.epochs(); epoch++) {
      loop.beginEpoch(epoch, training);
      double sum = 0;
      int steps = 0;
      while (loop.hasNextStep()) {
        if (listener.isCancelled()) {
          return new TrainingResult.Cancelled(epoch, loop.step());
        }
        float loss = loop.nextStep();
        if (!Float.isFinite(loss)) {
          return new TrainingResult.Diverged(epoch, loop.step(), loss);
        }
        sum += loss;
        steps++;
        listener.stepped(new StepReport(epoch, loop.step(), loss));
      }
      EpochReport report =
          new EpochReport(epoch, loop.step(), sum / steps, loop.validate(validation));
      reports.add(report);
      int done = epoch;
      listener.epochEnded(report, () -> checkpoint(loop, done, training.size()));
    }
    return new TrainingResult.Completed(
        new TrainedNetwork(plan.network(), loop.weights()), reports);
  }

  private Checkpoint checkpoint(TrainingLoop loop, int epoch, int samples) {
    return new Checkpoint(epoch, loop.step(), identity(samples), loop.weights(), loop.moments());
  }

  private SortedMap<String, String> identity(int samples) {
    SortedMap<String, String> identity = new TreeMap<>(plan.identity());
    identity.put("samples", Integer.toString(samples));
    return identity;
  }

  private void requireSamePlan(Checkpoint checkpoint, int samples) {
    SortedMap<String, String> wanted = identity(samples);
    SortedMap<String, String> found = checkpoint.plan();
    for (String key : wanted.keySet()) {
      if (!wanted.get(key).equals(found.get(key))) {
        throw new TrainerException(
            "The checkpoint has %s %s, the plan %s: resume with the checkpoint's, or train anew"
                .formatted(key, found.get(key), wanted.get(key)));
      }
    }
    if (checkpoint.epoch() > plan.epochs()) {
      throw new TrainerException(
          "The checkpoint is of epoch %d, the plan ends at %d: plan more epochs"
              .formatted(checkpoint.epoch(), plan.epochs()));
    }
  }

  private void requireFits(LabelledSamples training, LabelledSamples validation) {
    if (training.size() < 2) {
      throw new TrainerException(
          "Training needs at least 2 samples, not %d".formatted(training.size()));
    }
    for (LabelledSamples samples : List.of(training, validation)) {
      if (samples.size() > 0 && !samples.imageShape().equals(plan.network().inputShape())) {
        throw new TrainerException(
            "The samples have the shape %s, the network takes %s: resize them"
                .formatted(samples.imageShape(), plan.network().inputShape()));
      }
      requireLabels(samples);
    }
  }

  private void requireLabels(LabelledSamples samples) {
    NetworkSpec network = plan.network();
    int places = network.places();
    int classes = network.classes();
    if (samples.size() > 0 && samples.places() != places) {
      throw new TrainerException(
          "The samples have %d classes each, the network gives %d"
              .formatted(samples.places(), places));
    }
    int[] labels = new int[places];
    for (int i = 0; i < samples.size(); i++) {
      samples.copyLabels(i, 0, labels, 0);
      for (int label : labels) {
        if (label < LabelledSamples.IGNORED || label >= classes) {
          throw new TrainerException(
              "Sample %d has class %d; the network has the classes 0 to %d"
                  .formatted(i, label, classes - 1));
        }
      }
    }
  }
}
