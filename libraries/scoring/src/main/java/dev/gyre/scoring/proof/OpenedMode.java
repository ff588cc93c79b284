package dev.gyre.scoring.proof;

import java.util.List;
import java.util.Locale;

/**
 * A mode whose evidence is enough for an incident.
 *
 * @param mode what it is about
 * @param members the modes that it stands for: itself, or those that rose together
 * @param wrong failures among the exposures
 * @param exposures labelled exposures, n
 * @param logEvidence natural logarithm of E, the largest of the members
 * @param threshold what E had to reach
 * @param description a sentence with the counts
 */
public record OpenedMode(
    FailureMode mode,
    List<FailureMode> members,
    int wrong,
    int exposures,
    double logEvidence,
    double threshold,
    String description) {

  public OpenedMode {
    members = List.copyOf(members);
  }

  /** Title with its counts: "8 misread: 13 of 40 labelled". */
  public String title() {
    return String.format(Locale.ROOT, "%s: %d of %d labelled", mode.title(), wrong, exposures);
  }
}
