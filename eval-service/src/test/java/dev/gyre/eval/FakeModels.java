package dev.gyre.eval;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models of {@link World} and their aliases. */
final class FakeModels implements ModelsApi {

  private final World world;

  FakeModels(World world) {
    this.world = world;
  }

  static Alias alias(String alias, int version) {
    return new Alias(alias, version, World.NOW, "someone", "", null);
  }

  @Override
  public ModelVersion version(ProjectSlug project, String model, int version) {
    return world.model(model, version);
  }

  @Override
  public List<Alias> aliases(ProjectSlug project, String model) {
    return world.aliases.entrySet().stream()
        .map(entry -> alias(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public Page<Model> list(ProjectSlug project, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Model get(ProjectSlug project, String model) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<ModelVersion> versions(
      ProjectSlug project, String model, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream modelPackage(ProjectSlug project, String model, int version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Alias moveAlias(ProjectSlug project, String model, String alias, AliasMove move) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page<Alias> aliasHistory(
      ProjectSlug project, String model, String alias, int limit, @Nullable String cursor) {
    throw new UnsupportedOperationException();
  }
}
