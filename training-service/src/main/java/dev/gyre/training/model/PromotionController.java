package dev.gyre.training.model;

import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.Promotion;
import dev.gyre.api.training.PromotionApi;
import dev.gyre.infra.security.Callers;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PromotionController implements PromotionApi {

  private final Aliases aliases;
  private final ProjectsApi projects;

  PromotionController(Aliases aliases, ProjectsApi projects) {
    this.aliases = aliases;
    this.projects = projects;
  }

  /** The caller is a service, so the address names the project but no access check has read it. */
  @Override
  public Alias promote(ProjectSlug project, String model, String alias, Promotion promotion) {
    ProjectId id = projects.get(project).id();
    return aliases.promote(Callers.current(), new Aliases.Target(id, model, alias), promotion);
  }
}
