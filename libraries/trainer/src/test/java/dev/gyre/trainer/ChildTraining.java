package dev.gyre.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A process that trains: arguments are threads, epochs, checkpoint directory and network. Resumes
 * if the directory holds a checkpoint. Prints one line per step with the loss's bits, and one per
 * tensor of the final weights with a hash.
 */
final class ChildTraining implements TrainingListener {
  private final Path directory;

  private ChildTraining(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws IOException {
    boolean pixels = args[3].equals("unet");
    TrainingPlan plan =
        new TrainingPlan(
            pixels
                ? NetworkSpec.unet(5, SyntheticStreets.HEIGHT, SyntheticStreets.WIDTH, 4, 3)
                : NetworkSpec.smallClassifier(1, 8, 8, 10),
            Integer.parseInt(args[1]),
            32,
            0.002f,
            77,
            Integer.parseInt(args[0]),
            List.of());
    Path directory = Path.of(args[2]);
    Trainer trainer = new Trainer(plan, new ChildTraining(directory));
    LabelledSamples samples =
        pixels ? SyntheticStreets.samples(1, 200) : SyntheticDigits.samples(1, 200);
    Path latest = Checkpoint.findLatest(directory).orElse(null);
    TrainingResult result =
        latest == null
            ? trainer.train(samples, LabelledSamples.none())
            : trainer.resume(Checkpoint.read(latest), samples, LabelledSamples.none());
    TrainedNetwork network = ((TrainingResult.Completed) result).network();
    // An enum's own hash code is another in every process.
    network
        .weights()
        .forEach((name, tensor) -> System.out.println(name + " " + tensor.data().hashCode()));
  }

  @Override
  public void stepped(StepReport step) {
    System.out.println(
        step.step() + " " + Integer.toHexString(Float.floatToRawIntBits(step.loss())));
  }

  @Override
  public void epochEnded(EpochReport epoch, Supplier<Checkpoint> checkpoint) {
    try {
      Path _ = checkpoint.get().writeTo(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
