package dev.gyre.scoring.proof;

import dev.gyre.scoring.Verdict;
import dev.gyre.scoring.paired.PairedCounts;

/**
 * One judged link of a proof.
 *
 * @param kind what was demanded
 * @param subject the slice, "proof part", "overall" or "live"
 * @param verdict pass, fail or insufficient
 * @param pairs flips per sample; for live links per pair of exposures
 * @param measured the number that was judged: see {@link Kind}
 * @param required what it had to keep or reach
 * @param sentence the same for a person
 */
public record ProofLink(
    Kind kind,
    String subject,
    Verdict verdict,
    PairedCounts pairs,
    double measured,
    double required,
    String sentence) {

  /** What a link demands. */
  public enum Kind {
    /** No proof sample was trained on; measured: how many were, required: 0. */
    HELD_OUT,
    /**
     * Better than the champion on the proof part; measured: p-value, required: at most the level.
     */
    SUPERIORITY,
    /** No other slice worse; measured: lower bound, required: above −margin. */
    NON_INFERIORITY,
    /** Not worse on the whole test; measured: lower bound, required: above −margin. */
    OVERALL,
    /** The live rate fell; measured: natural logarithm of E, required: at least that of 1/level. */
    RECURRENCE
  }
}
