package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, deployable package with what it was made from.
 *
 * @param version from 1, ascending in the model line
 * @param artifact the package: graph, signature, golden vectors
 * @param size of the package in bytes
 * @param classes in the order of the model's outputs
 * @param run that has yielded it; absent for a model trained elsewhere
 * @param contractNumber the task contract that its classes come from
 * @param parityDeviation largest relative difference between the trained network and the package on
 *     the golden vectors, from 0
 * @param metrics that the training reported at its end
 */
public record ModelVersion(
    ModelVersionId id,
    String model,
    int version,
    Digest artifact,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long size,
    List<String> classes,
    @Nullable RunId run,
    DatasetRef dataset,
    PreparedSetId preparedSet,
    PreparationId preparation,
    int contractNumber,
    ModelVersionState state,
    double parityDeviation,
    Map<String, Double> metrics,
    Instant created) {

  public ModelVersion {
    classes = List.copyOf(classes);
    metrics = Map.copyOf(metrics);
  }
}
