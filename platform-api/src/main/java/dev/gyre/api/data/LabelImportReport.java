package dev.gyre.api.data;

import java.util.List;

/**
 * What came of a file of labels.
 *
 * @param accepted labels that were taken
 * @param unchanged rows that say what the sample says already, or nothing
 * @param conflicts rows whose sample has changed since the export, as {@code REVISION_CHANGED}
 * @param rejects rows that cannot be read or name something unknown
 */
public record LabelImportReport(
    int accepted, int unchanged, List<Reject> conflicts, List<Reject> rejects) {

  public LabelImportReport {
    conflicts = List.copyOf(conflicts);
    rejects = List.copyOf(rejects);
  }
}
