package dev.gyre.scoring.paired;

/**
 * One sample judged under both models.
 *
 * @param sampleId names the sample in reports
 * @param group what is independent: patient, drive, lot; the sample's own id if nothing is shared
 * @param championRight whether the champion was right on it
 * @param candidateRight whether the candidate was
 */
public record PairedOutcome(
    String sampleId, String group, boolean championRight, boolean candidateRight) {

  /** A sample that is its own group. */
  public static PairedOutcome of(String sampleId, boolean championRight, boolean candidateRight) {
    return new PairedOutcome(sampleId, sampleId, championRight, candidateRight);
  }

  /** +1 if the candidate fixed it, −1 if it broke it, else 0. */
  int change() {
    return (candidateRight ? 1 : 0) - (championRight ? 1 : 0);
  }
}
