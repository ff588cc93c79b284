package dev.gyre.api.training;

/**
 * A recipe to be kept under a name.
 *
 * @param name 1 to 64 letters, digits and {@code . _ -}, beginning with a letter or digit
 */
public record NewRecipe(String name, RecipeSpec spec) {

  public NewRecipe {
    Names.require("name", name);
  }
}
