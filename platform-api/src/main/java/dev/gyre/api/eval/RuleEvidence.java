package dev.gyre.api.eval;

/**
 * How much more often a model is wrong where a rule holds than elsewhere, on one half.
 *
 * @param samples of the half
 * @param covered those that the rule holds for
 * @param coveredGroups independent groups with a covered sample
 * @param failures wrong ones among the covered
 * @param restFailures wrong ones among the others
 * @param rate share of wrong ones among the covered, in [0, 1]; 0 if none is covered
 * @param restRate share of wrong ones among the others, in [0, 1]; 0 if there are none
 * @param lowerBound of the difference of the rates, one-sided at 95 %, at most 1
 * @param harm mean harm of the covered failures: 1, or of a segmentation 1 − their mean
 *     intersection over union; 0 without any
 * @param score harm × square root of the covered share × lower bound: what rules are ranked by
 */
public record RuleEvidence(
    int samples,
    int covered,
    int coveredGroups,
    int failures,
    int restFailures,
    double rate,
    double restRate,
    double lowerBound,
    double harm,
    double score) {}
