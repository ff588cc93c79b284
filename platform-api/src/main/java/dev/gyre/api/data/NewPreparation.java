package dev.gyre.api.data;

/**
 * A preparation to be made.
 *
 * @param name 1 to 64 letters, digits and {@code . _ -}; unique in the project
 */
public record NewPreparation(String name, PreparationSpec spec) {

  public NewPreparation {
    Names.require("name", name);
  }
}
