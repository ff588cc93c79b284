package dev.gyre.project.lineage;

import dev.gyre.api.Page;
import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class LineageController implements LineageApi {

  private final Lineages lineages;

  LineageController(Lineages lineages) {
    this.lineages = lineages;
  }

  @Override
  public Lineage get(
      ProjectSlug project, LineageNode of, LineageDirection direction, int depth, int limit) {
    return lineages.follow(
        Callers.current().requireProject(),
        new Lineages.Query(of, direction, depth, Page.checkLimit(limit)));
  }
}
