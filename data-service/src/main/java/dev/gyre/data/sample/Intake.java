package dev.gyre.data.sample;

import dev.gyre.api.data.SampleId;

/**
 * What became of an incoming sample.
 *
 * @param sample the new one, or the one that has its key
 */
public record Intake(SampleId sample, Kind kind) {

  /** What was found under the key. */
  public enum Kind {
    /** Nothing: it is a new sample. */
    NEW,
    /** A sample that the same import has made, in this attempt or an earlier one. */
    MADE_BEFORE,
    /** A sample of equal content. Its label may be another one and stays. */
    EQUAL,
    /** A sample of other content, which stays. */
    DIFFERENT
  }
}
