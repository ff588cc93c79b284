package dev.gyre.eval.comparison;

import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.Flip;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.predictionset.PredictedClass;
import dev.gyre.eval.predictionset.PredictedMask;
import dev.gyre.scoring.paired.PairedOutcome;
import java.util.List;

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

  /** As it is shown. */
  Flip flip(List<String> classes) {
    return switch (candidate) {
      case PredictedClass now ->
          new Flip(
              sample(),
              now.key(),
              kind(),
              classes.get(now.truth()),
              classes.get(((PredictedClass) champion).predicted()),
              classes.get(now.predicted()));
      case PredictedMask now ->
          new Flip(
              sample(),
              now.key(),
              kind(),
              null,
              null,
              null,
              ((PredictedMask) champion).pixels().meanIou(),
              now.pixels().meanIou());
    };
  }
}
