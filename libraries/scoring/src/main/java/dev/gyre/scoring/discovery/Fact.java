package dev.gyre.scoring.discovery;

/** One typed value of a sample's metadata. What is not known is left out, never made up. */
public sealed interface Fact {

  /** Yes or no. */
  record Flag(boolean value) implements Fact {}

  /**
   * A number.
   *
   * @param value finite
   */
  record Quantity(double value) implements Fact {

    public Quantity {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "a fact must be a finite number, but is %s; leave an unknown field out"
                .formatted(value));
      }
    }
  }

  /** A word of any length. */
  record Text(String value) implements Fact {}
}
