package dev.gyre.trainer;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that decides a training's result besides the samples. Equal plans and samples give bit-equal
 * losses and weights on machines of one kind.
 *
 * @param epochs passes over the training samples, at least 1
 * @param batchSize samples per step, at least 2
 * @param learningRate step size of Adam, above 0
 * @param seed of initial weights, shuffling and dropout
 * @param threads threads of the process, see {@link TrainerRuntime}
 * @param classWeights factor of each class in the loss, above 0; empty for equal weight
 */
public record TrainingPlan(
    NetworkSpec network,
    int epochs,
    int batchSize,
    float learningRate,
    long seed,
    int threads,
    List<Float> classWeights) {

  /** Refuses values outside their ranges. */
  public TrainingPlan {
    classWeights = List.copyOf(classWeights);
    if (epochs < 1 || batchSize < 2 || threads < 1) {
      throw new TrainerException(
          "A plan needs epochs >= 1, batch size >= 2 and threads >= 1, not %d, %d and %d"
              .formatted(epochs, batchSize, threads));
    }
    if (!(learningRate > 0) || !Float.isFinite(learningRate)) {
      throw new TrainerException("The learning rate must be above 0, not " + learningRate);
    }
    if (!classWeights.isEmpty()
        && (classWeights.size() != network.classes()
            || !classWeights.stream().allMatch(w -> w > 0 && Float.isFinite(w)))) {
      throw new TrainerException(
          "Give one class weight above 0 for each of %d classes, or none, not %s"
              .formatted(network.classes(), classWeights));
    }
  }

  /** Batches of 32, learning rate 0.001, one thread, classes of equal weight. */
  public static TrainingPlan of(NetworkSpec network, int epochs, long seed) {
    return new TrainingPlan(network, epochs, 32, 0.001f, seed, 1, List.of());
  }

  /** The same plan with another number of epochs; its checkpoints stay valid. */
  public TrainingPlan withEpochs(int other) {
    return new TrainingPlan(network, other, batchSize, learningRate, seed, threads, classWeights);
  }

  /** What a resumed training must have in common with the one that wrote the checkpoint. */
  SortedMap<String, String> identity() {
    SortedMap<String, String> identity = new TreeMap<>();
    identity.put("network", network.text());
    identity.put("batchSize", Integer.toString(batchSize));
    identity.put("learningRate", Float.toString(learningRate));
    identity.put("seed", Long.toString(seed));
    identity.put("threads", Integer.toString(threads));
    identity.put("classWeights", classWeights.toString());
    return Collections.unmodifiableSortedMap(identity);
  }
}
