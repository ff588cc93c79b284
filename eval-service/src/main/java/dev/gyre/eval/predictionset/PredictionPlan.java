package dev.gyre.eval.predictionset;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.project.ProjectId;
import java.util.List;

/**
 * What is to be predicted, with all that peers had to say of it.
 *
 * @param classes of the model, in the order of its outputs
 * @param expected samples of the split
 * @param input for the worker
 */
public record PredictionPlan(
    ProjectId project,
    ModelRef model,
    List<String> classes,
    DatasetRef dataset,
    Split split,
    int expected,
    PredictInput input) {

  public PredictionPlan {
    classes = List.copyOf(classes);
  }
}
