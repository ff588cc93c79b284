package dev.gyre.trainer;

/** What a network gives a class to. */
public enum Answer {
  /** One class for a sample; the last layer is {@link Layer.Linear}. */
  SAMPLE,
  /** One class for each pixel of the input; the last layer is a {@link Layer.Conv2d} of 1 x 1. */
  PIXEL
}
