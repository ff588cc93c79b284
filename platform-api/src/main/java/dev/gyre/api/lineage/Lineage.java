package dev.gyre.api.lineage;

import java.util.List;

/**
 * What a node came of, or what came of it.
 *
 * @param nodes nearest first; the first is the node asked for
 * @param edges between these nodes, nearest first
 * @param truncated whether more edges follow, beyond the depth or the limit
 * @param read how far the events were read that this is made of
 */
public record Lineage(
    LineageNode of,
    LineageDirection direction,
    List<LineageNode> nodes,
    List<LineageEdge> edges,
    boolean truncated,
    LineageProgress read) {

  public Lineage {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
