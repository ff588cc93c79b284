package dev.gyre.api.eval;

/**
 * Counts of samples by what became of them.
 *
 * @param pValueTwoSided of the exact test that fixed and broken are equally likely, per group; 1
 *     where nothing changed
 */
public record Flips(int bothRight, int fixed, int broken, int bothWrong, double pValueTwoSided) {

  /** All samples. */
  public int n() {
    return bothRight + fixed + broken + bothWrong;
  }
}
