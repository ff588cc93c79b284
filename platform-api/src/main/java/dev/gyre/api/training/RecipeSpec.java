package dev.gyre.api.training;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.TaskKind;
import java.util.List;

/**
 * How to train. The digest of a recipe is that of this record alone.
 *
 * @param architecture {@code cnn-small} or {@code mlp} for classification, {@code unet-small} for
 *     segmentation
 * @param epochs passes over the train split, 1 to 10,000
 * @param batchSize samples in one optimiser step, 1 to 65,536
 * @param learningRate of Adam, above 0 and at most 1
 * @param classWeights whether rare classes weigh more in the loss: so that each class weighs alike,
 *     or, of pixels, by the median of the classes' frequencies over the class's own
 * @param threads how many cores the training keeps busy, 1 to 64; a part of the recipe because
 *     another number gives other bits
 */
public record RecipeSpec(
    String architecture,
    int epochs,
    int batchSize,
    double learningRate,
    boolean classWeights,
    int threads) {

  /** Convolutions, then a class for the sample. */
  public static final String CNN_SMALL = "cnn-small";

  /** One hidden layer, then a class for the sample. */
  public static final String MLP = "mlp";

  /** A U-Net: a class for each pixel. */
  public static final String UNET_SMALL = "unet-small";

  /** The networks that the built-in trainer knows. */
  public static final List<String> ARCHITECTURES = List.of(CNN_SMALL, MLP, UNET_SMALL);

  public RecipeSpec {
    if (!ARCHITECTURES.contains(architecture)) {
      throw PlatformException.invalid("architecture", architecture, "one of " + ARCHITECTURES);
    }
    requireRange("epochs", epochs, 10_000);
    requireRange("batch_size", batchSize, 65_536);
    requireRange("threads", threads, 64);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw PlatformException.invalid("learning_rate", learningRate, "above 0 and at most 1");
    }
  }

  /** The kind of task that the network answers. */
  public TaskKind task() {
    return architecture.equals(UNET_SMALL) ? TaskKind.SEGMENTATION : TaskKind.CLASSIFICATION;
  }

  private static void requireRange(String field, int value, int most) {
    if (value < 1 || value > most) {
      throw PlatformException.invalid(field, value, "from 1 to " + most);
    }
  }
}
