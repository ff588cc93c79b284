package dev.gyre.data.sample;

import dev.gyre.api.data.Split;

/** Splits as they stand in rows and in the digests of versions; never changed. */
public final class SplitCode {

  private SplitCode() {}

  /** 0 train, 1 validation, 2 test. */
  public static int of(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  /** The split of a code. */
  public static Split split(int code) {
    return switch (code) {
      case 0 -> Split.TRAIN;
      case 1 -> Split.VALIDATION;
      case 2 -> Split.TEST;
      default -> throw new IllegalArgumentException("No split has the code " + code);
    };
  }
}
