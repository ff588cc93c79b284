package dev.gyre.scoring.proof;

/**
 * What one rule needs, said before any run.
 *
 * @param subject which demand, and of which slice
 * @param n cases available
 * @param provable whether any candidate could pass with them
 * @param sentence what it takes, for a person
 */
public record PlanLine(String subject, int n, boolean provable, String sentence) {}
