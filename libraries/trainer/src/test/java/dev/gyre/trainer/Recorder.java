package dev.gyre.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Keeps all that a training reports. */
final class Recorder implements TrainingListener {
  private final long cancelAfterStep;
  private final List<StepReport> steps = new ArrayList<>();
  private final Map<Integer, Checkpoint> checkpoints = new TreeMap<>();

  Recorder() {
    this(Long.MAX_VALUE);
  }

  Recorder(long cancelAfterStep) {
    this.cancelAfterStep = cancelAfterStep;
  }

  /** Bits of the losses, to be compared without tolerance. */
  List<Integer> lossBits() {
    return steps.stream().map(step -> Float.floatToRawIntBits(step.loss())).toList();
  }

  List<StepReport> steps() {
    return steps;
  }

  Map<Integer, Checkpoint> checkpoints() {
    return checkpoints;
  }

  @Override
  public void stepped(StepReport step) {
    steps.add(step);
  }

  @Override
  public void epochEnded(EpochReport epoch, Supplier<Checkpoint> checkpoint) {
    checkpoints.put(epoch.epoch(), checkpoint.get());
  }

  @Override
  public boolean isCancelled() {
    return steps.size() >= cancelAfterStep;
  }
}
