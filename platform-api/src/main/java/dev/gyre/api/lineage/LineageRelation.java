package dev.gyre.api.lineage;

/**
 * How a node came of another. All read from the later one to the earlier one, so that following
 * them leads upstream.
 */
public enum LineageRelation {
  /**
   * A dataset version holds what an import or a harvest brought; a prepared set is of a version.
   */
  BUILT_FROM,
  /** A dataset version continues the one before it. */
  DERIVED_FROM,
  /** A run read a prepared set. */
  TRAINED_ON,
  /** A model version is what a run yielded. */
  PRODUCED_BY,
  /** An evaluation scored a model version. */
  EVALUATES,
  /** An evaluation, or a fix, was scored on a dataset version; a verdict on a slice. */
  EVALUATED_ON,
  /** A gate verdict judged a candidate. */
  JUDGES,
  /** A gate verdict rests on an evaluation, of the candidate or of the champion. */
  BASED_ON,
  /** An alias was moved to a model version. */
  MOVED_TO,
  /** An alias was moved for a gate verdict. */
  PROMOTED_BY,
  /** A deployment answers with a model version. */
  DEPLOYMENT_OF,
  /** An incident was found in what a model version answered. */
  FOUND_IN,
  /** A harvest was made because of an incident. */
  HARVESTED_FOR,
  /** A slice is the proof part of a harvest. */
  FROZEN_FROM,
  /** A fix was recorded for an incident. */
  PROPOSED_FOR,
  /** A fix offers a model version. */
  PROPOSES,
  /** A fix is judged by the proof part of a harvest. */
  JUDGED_BY,
  /** A fix has ended an incident, with its proof. */
  FIXES
}
