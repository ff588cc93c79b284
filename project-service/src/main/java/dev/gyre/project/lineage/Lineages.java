package dev.gyre.project.lineage;

import dev.gyre.api.PlatformException;
import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageEdge;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.lineage.LineageProgress;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.ConsumerProgress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Follows edges, one query a step. */
@Component
class Lineages {

  private final LineageRepository repository;
  private final ConsumerProgress progress;

  Lineages(LineageRepository repository, ConsumerProgress progress) {
    this.repository = repository;
    this.progress = progress;
  }

  /**
   * Where to begin, and how far to go.
   *
   * @param depth the most steps
   * @param limit the most edges
   */
  record Query(LineageNode of, LineageDirection direction, int depth, int limit) {
    Query {
      if (depth < 1 || depth > LineageApi.MAX_DEPTH) {
        throw PlatformException.invalid("depth", depth, "1 to " + LineageApi.MAX_DEPTH);
      }
    }
  }

  /** One snapshot: what is said of the reading is true of these edges. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Lineage follow(ProjectId project, Query query) {
    if (!repository.knows(project, query.of())) {
      throw PlatformException.notFound("lineage of", query.of());
    }
    Set<LineageNode> nodes = new LinkedHashSet<>(List.of(query.of()));
    Set<LineageEdge> edges = new LinkedHashSet<>();
    List<LineageNode> reached = List.of(query.of());
    boolean truncated = false;
    for (int step = 1; !reached.isEmpty() && !truncated; step++) {
      // One more than may be shown tells whether there is more.
      int room = step > query.depth() ? 0 : query.limit() - edges.size();
      List<LineageEdge> found = repository.from(project, reached, query.direction(), room + 1);
      truncated = found.size() > room;
      List<LineageNode> next = new ArrayList<>();
      for (LineageEdge edge : truncated ? found.subList(0, room) : found) {
        edges.add(edge);
        LineageNode end = query.direction() == LineageDirection.UPSTREAM ? edge.to() : edge.from();
        if (nodes.add(end)) {
          next.add(end);
        }
      }
      reached = next;
    }
    return new Lineage(
        query.of(), query.direction(), List.copyOf(nodes), List.copyOf(edges), truncated, read());
  }

  private LineageProgress read() {
    ConsumerProgress.Progress read = progress.of(LineageConsumer.NAME);
    return new LineageProgress(read.event(), read.time(), read.complete());
  }
}
