package dev.gyre.api.eval;

/**
 * A rule that was found on one half of the groups and confirmed on the other. Its evidence is about
 * the samples that no rule before it covers.
 *
 * @param words such as {@code night and distance ≥ 20}
 * @param filter the same as CEL over {@code sample}: a slice can be made of it
 * @param found evidence on the half that it was chosen on, which makes it look too good
 * @param confirmed evidence on the held-out half: what to show
 * @param pValue of the held-out test, one-sided, in (0, 1]
 * @param pValueCorrected the same, corrected by Holm for all rules that were tested
 */
public record DiscoveredRule(
    String words,
    String filter,
    RuleEvidence found,
    RuleEvidence confirmed,
    double pValue,
    double pValueCorrected) {}
