package dev.gyre.trainer;

import java.util.List;

/** How a training ended. */
public sealed interface TrainingResult {

  /** All epochs are done. The reports are those of this call; a resumed training has fewer. */
  record Completed(TrainedNetwork network, List<EpochReport> epochs) implements TrainingResult {
    /** Copies the list. */
    public Completed {
      epochs = List.copyOf(epochs);
    }
  }

  /** The listener asked to stop, after {@code step} steps; resume from the last checkpoint. */
  record Cancelled(int epoch, long step) implements TrainingResult {}

  /** The loss was not a finite number at {@code step}: lower the learning rate, check the data. */
  record Diverged(int epoch, long step, float loss) implements TrainingResult {}
}
