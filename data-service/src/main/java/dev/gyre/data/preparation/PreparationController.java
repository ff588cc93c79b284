package dev.gyre.data.preparation;

import dev.gyre.api.Page;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PreparationController implements PreparationsApi {

  private final Preparations preparations;

  PreparationController(Preparations preparations) {
    this.preparations = preparations;
  }

  @Override
  public Preparation create(ProjectSlug project, NewPreparation preparation) {
    return preparations.create(Callers.current().requireProject(), preparation);
  }

  @Override
  public Page<Preparation> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return preparations.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Preparation get(ProjectSlug project, PreparationId preparation) {
    return preparations.get(Callers.current().requireProject(), preparation);
  }
}
