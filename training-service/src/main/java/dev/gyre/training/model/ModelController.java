package dev.gyre.training.model;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.infra.security.Callers;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ModelController implements ModelsApi {

  private final Models models;
  private final Aliases aliases;

  ModelController(Models models, Aliases aliases) {
    this.models = models;
    this.aliases = aliases;
  }

  @Override
  public Page<Model> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return models.list(here(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Model get(ProjectSlug project, String model) {
    return models.get(here(), model);
  }

  @Override
  public Page<ModelVersion> versions(
      ProjectSlug project, String model, int limit, @Nullable String cursor) {
    return models.versions(here(), model, Page.checkLimit(limit), cursor);
  }

  @Override
  public ModelVersion version(ProjectSlug project, String model, int version) {
    return models.version(here(), model, version);
  }

  @Override
  public InputStream modelPackage(ProjectSlug project, String model, int version) {
    return models.open(models.version(here(), model, version));
  }

  @Override
  public List<Alias> aliases(ProjectSlug project, String model) {
    return aliases.list(here(), model);
  }

  @Override
  public Alias moveAlias(ProjectSlug project, String model, String alias, AliasMove move) {
    return aliases.move(Callers.current(), new Aliases.Target(here(), model, alias), move);
  }

  @Override
  public Page<Alias> aliasHistory(
      ProjectSlug project, String model, String alias, int limit, @Nullable String cursor) {
    return aliases.history(
        new Aliases.Target(here(), model, alias), Page.checkLimit(limit), cursor);
  }

  private static ProjectId here() {
    return Callers.current().requireProject();
  }
}
