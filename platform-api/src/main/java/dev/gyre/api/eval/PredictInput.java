package dev.gyre.api.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.Split;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskKind;
import java.util.List;

/**
 * What a worker is given for a job of type {@code predict}.
 *
 * @param modelPackage the model version's package
 * @param manifest of the dataset version, see {@link dev.gyre.api.data.VersionManifest}
 * @param task what kind of answers the model gives
 * @param classes in the order of the model's outputs
 * @param preparation that the model was trained on: which streams it takes, and of a segmentation
 *     the truth that answers are held against
 * @param streams of the model's task contract
 * @param batchSize samples that are given to the model at once, 1 or more
 */
public record PredictInput(
    Digest modelPackage,
    Digest manifest,
    Split split,
    TaskKind task,
    List<String> classes,
    PreparationSpec preparation,
    List<StreamSpec> streams,
    int batchSize) {

  public PredictInput {
    classes = List.copyOf(classes);
    streams = List.copyOf(streams);
    if (batchSize < 1) {
      throw PlatformException.invalid("batch_size", batchSize, "1 or more");
    }
  }
}
