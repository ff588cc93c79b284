package dev.gyre.eval.comparison;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.scoring.paired.PairedOutcome;

/** One sample under both models. */
record PairedSample(Predicted champion, Predicted candidate) {

  SampleId sample() {
    return candidate.sample();
  }

  FlipKind kind() {
    if (champion.right()) {
      return candidate.right() ? FlipKind.BOTH_RIGHT : FlipKind.BROKEN;
    }
    return candidate.right() ? FlipKind.FIXED : FlipKind.BOTH_WRONG;
  }

  PairedOutcome outcome() {
    return new PairedOutcome(
        sample().toString(), candidate.independent(), champion.right(), candidate.right());
  }
}
