package dev.gyre.trainer;

import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;

/** How an export ended. */
public sealed interface ExportResult {

  /** The package answers in ONNX Runtime as the network does in the training engine. */
  record Exported(ModelPackage model, Parity.Agrees parity) implements ExportResult {}

  /** The graph answers differently and must not be used; names the largest deviation. */
  record Refused(Parity.Deviates parity) implements ExportResult {

    /** Why, in words. */
    public String message() {
      return "The exported graph does not answer as the trained network: " + parity.message();
    }
  }
}
