package dev.gyre.streams.align;

import java.util.List;

/** What came of an alignment. */
public sealed interface AlignmentResult {

  /**
   * The samples in the order of time.
   *
   * @param report of every item and moment
   */
  record Aligned(List<AlignedSample> samples, AlignmentReport report) implements AlignmentResult {

    public Aligned {
      samples = List.copyOf(samples);
    }
  }

  /**
   * Nothing was aligned.
   *
   * @param refusals all that were found, at least one
   */
  record Refused(List<Refusal> refusals) implements AlignmentResult {

    public Refused {
      refusals = List.copyOf(refusals);
    }
  }
}
