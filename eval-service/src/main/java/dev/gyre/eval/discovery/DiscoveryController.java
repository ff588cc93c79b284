package dev.gyre.eval.discovery;

import dev.gyre.api.eval.DiscoveriesApi;
import dev.gyre.api.eval.Discovery;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class DiscoveryController implements DiscoveriesApi {

  private final Discoveries discoveries;

  DiscoveryController(Discoveries discoveries) {
    this.discoveries = discoveries;
  }

  @Override
  public Discovery create(ProjectSlug project, EvaluationId evaluation) {
    return discoveries.discover(Callers.current().requireProject(), project, evaluation);
  }

  @Override
  public List<Discovery> list(ProjectSlug project, EvaluationId evaluation) {
    return discoveries.of(Callers.current().requireProject(), evaluation);
  }
}
