package dev.gyre.trainer;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well areas of classes meet: intersection over union of true and predicted pixels, each in [0,
 * 1] and from pixels summed over all samples.
 *
 * @param meanIou mean over the classes that are true or predicted somewhere
 * @param iou by class; empty for a class that is neither
 */
public record Overlap(double meanIou, List<OptionalDouble> iou) {

  /** Copies the list. */
  public Overlap {
    iou = List.copyOf(iou);
  }
}
