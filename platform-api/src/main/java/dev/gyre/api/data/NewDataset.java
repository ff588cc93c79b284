package dev.gyre.api.data;

/**
 * A dataset to be made.
 *
 * @param name unique in the project; 1 to 64 letters, digits and {@code . _ -}, beginning with a
 *     letter or digit
 */
public record NewDataset(String name) {

  public NewDataset {
    Names.require("name", name);
  }
}
