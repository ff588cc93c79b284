package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.TrainInput;
import dev.gyre.onnx.Preprocessing;
import dev.gyre.streams.StreamKind;
import dev.gyre.streams.declaration.Labels;
import dev.gyre.streams.declaration.StreamDeclaration;
import dev.gyre.streams.preparation.PreparationSpec;
import dev.gyre.trainer.ClassWeights;
import dev.gyre.trainer.NetworkSpec;
import dev.gyre.trainer.TrainerException;
import dev.gyre.trainer.TrainingPlan;
import java.util.List;

/**
 * What is learnt of which streams.
 *
 * @param shards how samples were prepared
 * @param preprocessing from stored values to the network's input
 */
record LearningTask(PreparationSpec shards, Preprocessing preprocessing, Truth truth) {

  private static final int HIDDEN_UNITS = 64;

  /**
   * The task of a training.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the preparation does not suit the
   *     recipe's network, or a graph cannot repeat it
   */
  static LearningTask of(TrainInput input) {
    PreparationSpec shards =
        Preparations.shards(input.preparation(), input.classes(), input.streams());
    int classes = input.classes().size();
    if (input.recipe().task() == TaskKind.CLASSIFICATION) {
      Preprocessing picture = ModelInputs.ofPicture(shards, input.preparation().modelInput());
      return new LearningTask(shards, picture, new Truth.OneClass(classes));
    }
    Preprocessing streams = ModelInputs.of(shards, input.preparation().modelInput());
    return new LearningTask(shards, streams, labelMap(shards, classes, streams));
  }

  private static Truth labelMap(PreparationSpec shards, int classes, Preprocessing preprocessing) {
    List<StreamDeclaration> maps =
        shards.written().stream()
            .filter(stream -> stream.kind().equals(StreamKind.LABEL_MAP))
            .toList();
    Labels labels = maps.size() == 1 ? maps.getFirst().labels() : null;
    if (labels == null || labels.ignoreId() == null) {
      throw PlatformException.invalid(
          "preparation.streams",
          "%d truths of kind LABEL_MAP".formatted(maps.size()),
          "one: a segmentation learns one label map");
    }
    return new Truth.Map(maps.getFirst().name(), labels.ignoreId(), classes, preprocessing);
  }

  /** How it is learnt. */
  TrainingPlan plan(TrainInput input, ShardSamples training) {
    RecipeSpec recipe = input.recipe();
    return new TrainingPlan(
        network(recipe, input.classes().size()),
        recipe.epochs(),
        recipe.batchSize(),
        (float) recipe.learningRate(),
        input.seed(),
        recipe.threads(),
        recipe.classWeights() ? weights(training, input.classes().size()) : List.of());
  }

  private NetworkSpec network(RecipeSpec recipe, int classes) {
    int channels = Math.toIntExact(preprocessing.networkShape().getFirst());
    int height = preprocessing.heightPx();
    int width = preprocessing.widthPx();
    try {
      return switch (recipe.architecture()) {
        case RecipeSpec.CNN_SMALL -> NetworkSpec.smallClassifier(channels, height, width, classes);
        case RecipeSpec.MLP ->
            NetworkSpec.perceptron(channels, height, width, HIDDEN_UNITS, classes);
        case RecipeSpec.UNET_SMALL -> NetworkSpec.smallSegmenter(channels, height, width, classes);
        default ->
            throw PlatformException.invalid(
                "architecture", recipe.architecture(), "one of " + RecipeSpec.ARCHITECTURES);
      };
    } catch (TrainerException e) {
      throw PlatformException.invalid(
          "model_input", "%d x %d px".formatted(width, height), "usable: " + e.getMessage());
    }
  }

  private List<Float> weights(ShardSamples training, int classes) {
    return switch (truth) {
      case Truth.OneClass _ -> ClassWeights.balanced(training.counts(classes));
      case Truth.Map _ ->
          ClassWeights.medianFrequency(training.counts(classes), training.seen(classes));
    };
  }
}
