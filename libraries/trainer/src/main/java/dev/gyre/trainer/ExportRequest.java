package dev.gyre.trainer;

import dev.gyre.onnx.Preprocessing;
import dev.gyre.onnx.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What to export.
 *
 * @param preprocessing what made the training inputs out of stored values
 * @param classNames names by class index
 * @param goldenInputs stored values by stream for golden cases, each 1, H, W, C; a few of the
 *     validation split are right. The exporter adds noise of other sizes, so none may be given.
 * @param metadata entries of the ONNX metadata map, such as the run's id
 */
public record ExportRequest(
    TrainedNetwork network,
    Preprocessing preprocessing,
    List<String> classNames,
    List<Map<String, Tensor>> goldenInputs,
    Map<String, String> metadata) {

  /** Refuses preprocessing and class names that do not fit the network. */
  public ExportRequest {
    classNames = List.copyOf(classNames);
    goldenInputs = goldenInputs.stream().map(Map::copyOf).toList();
    metadata = Map.copyOf(metadata);
    if (!preprocessing.networkShape().equals(network.network().inputShape())) {
      throw new TrainerException(
          "The preprocessing makes images of %s, the network takes %s"
              .formatted(preprocessing.networkShape(), network.network().inputShape()));
    }
    if (classNames.size() != network.network().classes()) {
      throw new TrainerException(
          "The network has %d classes, but %d names are given: %s"
              .formatted(network.network().classes(), classNames.size(), classNames));
    }
  }
}
