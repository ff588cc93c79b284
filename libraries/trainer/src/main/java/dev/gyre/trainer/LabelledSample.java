package dev.gyre.trainer;

import dev.gyre.onnx.Tensor;

/**
 * One preprocessed image and its class.
 *
 * @param image FP32 of C, H, W
 * @param label index of the class, from 0
 */
public record LabelledSample(Tensor image, int label) {

  /** Refuses a negative label. */
  public LabelledSample {
    if (label < 0) {
      throw new TrainerException("A label is the index of a class, from 0, not " + label);
    }
  }
}
