package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version to be committed. Its members are the samples that pass the filter and have what the
 * task asks for: for a classification an accepted label, for a segmentation the scope {@code
 * CHECKED} and an accepted label map of the contract's classes.
 *
 * @param filter CEL over {@code sample}; absent for all
 * @param assignments at most 100 000
 * @param expectedParent number of the newest version that the caller knows, 0 for none; the commit
 *     fails with {@code STALE_VERSION} if there is a newer one. Absent for no check
 */
public record NewDatasetVersion(
    @Nullable String filter,
    SplitRule split,
    List<SplitAssignment> assignments,
    @Nullable Integer expectedParent) {

  public NewDatasetVersion {
    assignments = List.copyOf(assignments);
    if (assignments.size() > 100_000) {
      throw PlatformException.invalid(
          "assignments", assignments.size() + " entries", "at most 100000 entries");
    }
  }
}
