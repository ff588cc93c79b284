package dev.gyre.streams;

import java.util.Locale;

/**
 * The part of a dataset that a sample is in. Names in files are the lower-case ones of {@link
 * #wireName}.
 */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST,
  /** The dataset gives the sample no part. */
  NONE;

  /** {@code train}, {@code validation}, {@code test} or {@code none}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split of that wire name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Split ofWireName(String wireName) {
    for (Split split : values()) {
      if (split.wireName().equals(wireName)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "Split '%s' is not one of train, validation, test, none".formatted(wireName));
  }
}
