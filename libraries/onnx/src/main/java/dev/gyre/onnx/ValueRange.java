package dev.gyre.onnx;

/** Smallest and largest permitted value, both inclusive, in the unit of the tensor. */
public record ValueRange(double min, double max) {

  /** Refuses an empty range. */
  public ValueRange {
    if (!(min <= max)) {
      throw new OnnxException(
          "The range %s to %s is empty: min must be <= max".formatted(min, max));
    }
  }
}
