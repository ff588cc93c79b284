package dev.gyre.api.monitoring;

/** Why something was harvested. */
public enum HarvestShare {
  /** Known to be wrong. */
  FAILING,
  /** Looks like the mode: answered with one of its classes, the least sure first. */
  SIMILAR,
  /** Chosen without regard to what the model answered, or right or wrong. */
  UNIFORM
}
