package dev.gyre.trainer;

import java.util.function.Supplier;

/** Hears of a training's progress, on the training thread; an exception ends the training. */
public interface TrainingListener {

  /** After each step. */
  default void stepped(StepReport step) {}

  /**
   * After each epoch.
   *
   * @param checkpoint copies the state from which training can resume after this epoch; valid
   *     during this call only
   */
  default void epochEnded(EpochReport epoch, Supplier<Checkpoint> checkpoint) {}

  /** Asked before each step; true ends the training with {@link TrainingResult.Cancelled}. */
  default boolean isCancelled() {
    return false;
  }
}
