package dev.gyre.scoring.proof;

/**
 * A labelled live exposure of a mode, judged.
 *
 * @param exposureId log id
 * @param group what is independent; the exposure's own id if nothing is shared
 * @param right whether the deployed model was right
 */
public record JudgedExposure(String exposureId, String group, boolean right) {}
