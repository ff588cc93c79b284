package dev.gyre.api.training;

import dev.gyre.api.Access;
import dev.gyre.api.Creates;
import dev.gyre.api.Page;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectSlug;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Versioned declarations of how to train. */
@HttpExchange(url = "/api/v1/projects/{project}/recipes", accept = "application/json")
public interface RecipesApi {

  /**
   * Keeps a recipe: the next version under its name, or the one that is there with equal content,
   * so a repetition is harmless.
   */
  @PostExchange
  @Creates
  @Requires(Access.ENGINEER)
  Recipe create(@PathVariable ProjectSlug project, @RequestBody NewRecipe recipe);

  /** All versions of all recipes, newest first. */
  @GetExchange
  @Requires(Access.VIEWER)
  Page<Recipe> list(
      @PathVariable ProjectSlug project,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor);

  /** One version. */
  @GetExchange("/{recipe}")
  @Requires(Access.VIEWER)
  Recipe get(@PathVariable ProjectSlug project, @PathVariable RecipeId recipe);
}
