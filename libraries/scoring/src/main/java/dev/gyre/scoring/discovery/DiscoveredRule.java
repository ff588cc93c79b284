package dev.gyre.scoring.discovery;

/**
 * A rule that was found on one half and confirmed on the other. Its evidence is about the samples
 * that no rule selected before it covers: what it says beyond them.
 *
 * @param rule what holds
 * @param found evidence on the half that it was chosen on: too good, because it was
 * @param confirmed evidence on the held-out half: what to show
 * @param pValue of the held-out test, in (0, 1]
 * @param adjusted the same after Holm's correction over all rules that were tested, ≤ alpha
 */
public record DiscoveredRule(
    Rule rule, RuleEvidence found, RuleEvidence confirmed, double pValue, double adjusted) {}
