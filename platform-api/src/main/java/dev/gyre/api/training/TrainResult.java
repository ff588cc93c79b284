package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import java.util.List;
import java.util.Map;

/**
 * What a job of type {@code train} has yielded.
 *
 * @param modelPackage one of the job's artifacts
 * @param size of the package in bytes
 * @param classes as the package has them; equal to those of the input
 * @param parityDeviation largest relative difference between the trained network and the package on
 *     the golden vectors, from 0
 * @param metrics at the end of the training, by name
 */
public record TrainResult(
    Digest modelPackage,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long size,
    List<String> classes,
    double parityDeviation,
    Map<String, Double> metrics) {

  public TrainResult {
    classes = List.copyOf(classes);
    metrics = Map.copyOf(metrics);
    if (size < 1) {
      throw PlatformException.invalid("size", size, "1 or more bytes");
    }
    if (!(parityDeviation >= 0) || Double.isInfinite(parityDeviation)) {
      throw PlatformException.invalid("parity_deviation", parityDeviation, "finite, from 0");
    }
  }
}
