package dev.gyre.cli;

import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A lineage as text: each step indented under the last, each node opened once. */
final class LineageTree {

  private final Lineage lineage;
  private final Map<LineageNode, List<LineageEdge>> onward = new LinkedHashMap<>();
  private final Set<LineageNode> opened = new HashSet<>();

  private LineageTree(Lineage lineage) {
    this.lineage = lineage;
    lineage
        .edges()
        .forEach(edge -> onward.computeIfAbsent(near(edge), _ -> new ArrayList<>()).add(edge));
  }

  static LineageTree of(Lineage lineage) {
    return new LineageTree(lineage);
  }

  void print(PrintWriter out, String indent) {
    out.println(indent + lineage.of());
    open(out, indent + "  ", lineage.of());
  }

  private void open(PrintWriter out, String indent, LineageNode node) {
    if (!opened.add(node)) {
      return;
    }
    for (LineageEdge edge : onward.getOrDefault(node, List.of())) {
      LineageNode end = upstream() ? edge.to() : edge.from();
      boolean again = opened.contains(end) && onward.containsKey(end);
      out.printf("%s%s %s%s%n", indent, relation(edge), end, again ? " (above)" : "");
      open(out, indent + "  ", end);
    }
  }

  /** Downstream the relation is read the other way round. */
  private String relation(LineageEdge edge) {
    String words = edge.relation().name().toLowerCase(Locale.ROOT);
    return upstream() ? words : "<- " + words;
  }

  private LineageNode near(LineageEdge edge) {
    return upstream() ? edge.from() : edge.to();
  }

  private boolean upstream() {
    return lineage.direction() == LineageDirection.UPSTREAM;
  }
}
