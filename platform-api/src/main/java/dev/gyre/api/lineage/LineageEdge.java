package dev.gyre.api.lineage;

/**
 * One step of a lineage; immutable. Edges join versions, never samples.
 *
 * @param from what came later
 * @param to what it came of
 */
public record LineageEdge(LineageNode from, LineageRelation relation, LineageNode to) {}
