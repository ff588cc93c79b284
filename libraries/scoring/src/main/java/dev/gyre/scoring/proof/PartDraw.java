package dev.gyre.scoring.proof;

/**
 * Draws the proof part: a uniform share of independent units, before anyone looks at right or
 * wrong. A set chosen for failing would "fix itself" by regression to the mean.
 *
 * <p>The part depends on nothing but the unit: it is the same for every incident and every harvest,
 * for ever. Were it drawn for each incident anew, a unit could prove for one and train for another,
 * and the fix of one would spoil the proof of the other.
 *
 * @param proofShare expected share of units in the proof part, in (0, 1); ½ was measured best
 */
public record PartDraw(double proofShare) {

  private static final UnitDraw DRAW = new UnitDraw("gyre-part/1");

  public PartDraw {
    if (!(proofShare > 0 && proofShare < 1)) {
      throw new IllegalArgumentException(
          "the proof share must lie in (0, 1), but is " + proofShare);
    }
  }

  /** A half. */
  public static PartDraw half() {
    return new PartDraw(0.5);
  }

  /**
   * The part of a unit, and so of all its samples.
   *
   * @param unit a group, else the content of a sample; never an id that a copy would not share
   * @param alreadyTrained whether a training or validation split holds a sample of the unit; then
   *     it can prove nothing and is for training
   */
  public HarvestPart of(String unit, boolean alreadyTrained) {
    return !alreadyTrained && DRAW.of(unit) < proofShare ? HarvestPart.PROOF : HarvestPart.TRAINING;
  }
}
