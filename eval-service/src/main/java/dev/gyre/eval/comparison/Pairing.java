package dev.gyre.eval.comparison;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.eval.FlipKind;
import dev.gyre.api.eval.Flips;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.MetricDifference;
import dev.gyre.api.eval.SliceFlips;
import dev.gyre.eval.predictionset.Predicted;
import dev.gyre.eval.slice.ResolvedSlice;
import dev.gyre.scoring.paired.DiscordantTest;
import dev.gyre.scoring.paired.NonInferiority;
import dev.gyre.scoring.paired.PairedOutcomes;
import dev.gyre.scoring.paired.Superiority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two models on the same samples. Pure.
 *
 * @param samples by key
 */
record Pairing(List<PairedSample> samples) {

  /** One-sided. */
  static final double CONFIDENCE = 0.95;

  /** The bounds do not depend on the margin that the library also judges. */
  private static final double ANY_MARGIN = 0.5;

  Pairing {
    samples = List.copyOf(samples);
  }

  /**
   * Pairs the predictions.
   *
   * @throws PlatformException with {@code WRONG_STATE} unless both are of the same samples with the
   *     same truth
   */
  static Pairing of(List<Predicted> champion, List<Predicted> candidate) {
    Map<SampleId, Predicted> byId = new HashMap<>();
    champion.forEach(p -> byId.put(p.sample(), p));
    List<PairedSample> samples = new ArrayList<>(candidate.size());
    for (Predicted p : candidate) {
      Predicted other = byId.remove(p.sample());
      if (other == null || !p.hasTruthOf(other)) {
        throw differs(p.key());
      }
      samples.add(new PairedSample(other, p));
    }
    byId.values().stream()
        .findFirst()
        .ifPresent(p -> {
          throw differs(p.key());
        });
    return new Pairing(samples);
  }

  private static PlatformException differs(String key) {
    return new PlatformException(
        ErrorCode.WRONG_STATE,
        "The evaluations do not have the same samples: '%s' is in one alone, or has another truth in the other; evaluate both models on one dataset version"
            .formatted(key));
  }

  Flips flips() {
    return flips(samples);
  }

  /** Those of a slice. */
  Pairing of(ResolvedSlice slice, List<String> classes) {
    return new Pairing(
        samples.stream()
            .filter(p -> slice.has(p.sample(), name -> p.candidate().isOf(classes.indexOf(name))))
            .toList());
  }

  /**
   * Flips of a slice with all that may be concluded from them.
   *
   * @param iou of a segmentation
   */
  SliceFlips flips(ResolvedSlice slice, @Nullable MetricDifference iou) {
    PairedOutcomes outcomes = outcomes(samples);
    NonInferiority bounds = bounds(outcomes);
    Superiority better = Superiority.judge(outcomes, Superiority.LEVEL);
    return new SliceFlips(
        slice.name(),
        slice.id(),
        slice.className(),
        flips(samples),
        bounds.lower(),
        bounds.upper(),
        better.pValue(),
        better.fixable(),
        GateOutcome.valueOf(better.verdict().name()),
        slice.absent(),
        iou);
  }

  /** Bounds of the difference of accuracies. */
  NonInferiority bounds() {
    return bounds(outcomes(samples));
  }

  private static NonInferiority bounds(PairedOutcomes outcomes) {
    return NonInferiority.judge(outcomes, ANY_MARGIN, CONFIDENCE);
  }

  private static PairedOutcomes outcomes(List<PairedSample> members) {
    return new PairedOutcomes(members.stream().map(PairedSample::outcome).toList());
  }

  private static Flips flips(List<PairedSample> members) {
    Map<FlipKind, Integer> counts = new EnumMap<>(FlipKind.class);
    members.forEach(p -> counts.merge(p.kind(), 1, Integer::sum));
    return new Flips(
        counts.getOrDefault(FlipKind.BOTH_RIGHT, 0),
        counts.getOrDefault(FlipKind.FIXED, 0),
        counts.getOrDefault(FlipKind.BROKEN, 0),
        counts.getOrDefault(FlipKind.BOTH_WRONG, 0),
        DiscordantTest.difference(outcomes(members).groupCounts()));
  }
}
