package dev.gyre.api.eval;

import dev.gyre.api.Digest;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;

/**
 * What a worker is given for a job of type {@code predict}.
 *
 * @param modelPackage the model version's package
 * @param manifest of the dataset version, see {@link dev.gyre.api.data.VersionManifest}
 * @param stream that the model looks at
 * @param colour {@code gray} or {@code rgb}
 * @param batchSize samples that are given to the model at once, 1 or more
 */
public record PredictInput(
    Digest modelPackage,
    Digest manifest,
    Split split,
    String stream,
    String colour,
    int batchSize) {

  public PredictInput {
    if (batchSize < 1) {
      throw PlatformException.invalid("batch_size", batchSize, "1 or more");
    }
  }
}
