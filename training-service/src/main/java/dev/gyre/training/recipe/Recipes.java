package dev.gyre.training.recipe;

import dev.gyre.api.Digest;
import dev.gyre.api.Page;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeId;
import dev.gyre.infra.postgres.CanonicalJson;
import dev.gyre.infra.postgres.Cursor;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The recipes of each project and their versions. */
@Component
public class Recipes {

  private static final String LIST = "recipes";

  private final RecipeRepository repository;
  private final Clock clock;

  Recipes(RecipeRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * One version of a recipe.
   *
   * @throws PlatformException with {@code NOT_FOUND} if the project has none of this id
   */
  @Transactional(readOnly = true)
  public Recipe get(ProjectId project, RecipeId recipe) {
    return repository
        .find(project, recipe)
        .orElseThrow(() -> PlatformException.notFound("recipe", recipe));
  }

  @Transactional(readOnly = true)
  Page<Recipe> list(ProjectId project, int limit, @Nullable String cursor) {
    Optional<UUID> before = Cursor.parse(cursor, LIST, 1).map(after -> after.uuid(0));
    return Cursor.page(
        repository.list(project, before.orElse(null), limit + 1),
        limit,
        recipe -> Cursor.after(LIST, recipe.id()));
  }

  @Transactional
  Recipe create(ProjectId project, NewRecipe recipe) {
    Digest digest = CanonicalJson.digest(recipe.spec());
    repository.lock(project, recipe.name());
    return repository
        .find(project, recipe.name(), digest)
        .orElseGet(() -> add(project, recipe, digest));
  }

  private Recipe add(ProjectId project, NewRecipe recipe, Digest digest) {
    Recipe version =
        new Recipe(
            RecipeId.next(),
            recipe.name(),
            repository.newest(project, recipe.name()) + 1,
            digest,
            recipe.spec(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    repository.insert(project, version);
    return version;
  }
}
