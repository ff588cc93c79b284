package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * How new members of a dataset are given their split. Those that have one keep it, whatever the
 * rule says, and a group goes where its first member went.
 *
 * @param seed of the hash that orders the members
 * @param train share in [0, 1]; the three add up to 1
 * @param validation share in [0, 1]
 * @param test share in [0, 1]
 * @param stratify whether each class is divided by these shares on its own
 * @param field a text field of the task contract that holds {@code train}, {@code validation} or
 *     {@code test} and takes the place of the shares; absent for none
 */
public record SplitRule(
    long seed,
    double train,
    double validation,
    double test,
    boolean stratify,
    @Nullable String field) {

  public SplitRule {
    requireShare("split.train", train);
    requireShare("split.validation", validation);
    requireShare("split.test", test);
    if (Math.abs(train + validation + test - 1) > 1e-9) {
      throw PlatformException.invalid(
          "split", train + " + " + validation + " + " + test, "three shares that add up to 1");
    }
  }

  private static void requireShare(String field, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw PlatformException.invalid(field, share, "in [0, 1]");
    }
  }
}
