package dev.gyre.api.project;

/** What it means that an answer for a sample is right. */
public enum Rightness {
  /** The class of highest probability is the accepted one. */
  CLASS_EQUAL,
  /**
   * The mean over the classes that the sample has of intersection over union is at least the
   * contract's {@code least_iou}.
   */
  MEAN_IOU
}
