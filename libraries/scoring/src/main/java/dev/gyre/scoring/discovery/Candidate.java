package dev.gyre.scoring.discovery;

/** A rule with the samples of the first half that it covers; the arrays are not changed. */
final class Candidate {

  private final int[] conditions;
  private final long[] covered;
  private final double appeal;

  Candidate(int[] conditions, long[] covered, double appeal) {
    this.conditions = conditions;
    this.covered = covered;
    this.appeal = appeal;
  }

  /** Indices into the search's conditions, ascending. */
  int[] conditions() {
    return conditions;
  }

  /** Over all of the half, explained samples too. */
  long[] covered() {
    return covered;
  }

  /** Harm × √share × rate difference, without regard to evidence: what is kept by. */
  double appeal() {
    return appeal;
  }
}
