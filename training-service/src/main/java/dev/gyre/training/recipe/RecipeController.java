package dev.gyre.training.recipe;

import dev.gyre.api.Page;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.infra.security.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class RecipeController implements RecipesApi {

  private final Recipes recipes;

  RecipeController(Recipes recipes) {
    this.recipes = recipes;
  }

  @Override
  public Recipe create(ProjectSlug project, NewRecipe recipe) {
    return recipes.create(Callers.current().requireProject(), recipe);
  }

  @Override
  public Page<Recipe> list(ProjectSlug project, int limit, @Nullable String cursor) {
    return recipes.list(Callers.current().requireProject(), Page.checkLimit(limit), cursor);
  }

  @Override
  public Recipe get(ProjectSlug project, RecipeId recipe) {
    return recipes.get(Callers.current().requireProject(), recipe);
  }
}
