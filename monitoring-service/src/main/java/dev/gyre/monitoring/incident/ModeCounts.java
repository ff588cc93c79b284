package dev.gyre.monitoring.incident;

import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.scoring.proof.ClassExposures;
import dev.gyre.scoring.proof.FailureMode;
import dev.gyre.scoring.proof.LiveOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Failures of modes among the labelled exposures of their true classes; a group counts once.
 *
 * @param failures wrong ones; of a pair, those answered with its predicted class
 */
public record ModeCounts(int failures, int exposures) {

  /** Failures per exposure; 0 without exposures. */
  public double rate() {
    return exposures == 0 ? 0 : (double) failures / exposures;
  }

  /** Labelled exposures by true class. */
  static List<ClassExposures> byClass(List<Exposure> measured) {
    return ClassExposures.count(
        measured.stream()
            .map(exposure ->
                new LiveOutcome(
                    exposure.independent(),
                    Objects.requireNonNull(exposure.truth()),
                    Objects.requireNonNull(exposure.predicted())))
            .toList());
  }

  static ModeCounts of(List<FailureMode> modes, List<ClassExposures> counts) {
    int failures = 0;
    int exposures = 0;
    for (ClassExposures each : counts) {
      List<FailureMode> own =
          modes.stream().filter(m -> truth(m).filter(each.name()::equals).isPresent()).toList();
      if (!own.isEmpty()) {
        exposures += each.exposures();
        failures += failures(own, each);
      }
    }
    return new ModeCounts(failures, exposures);
  }

  private static int failures(List<FailureMode> own, ClassExposures counts) {
    if (own.stream().anyMatch(FailureMode.TrueClass.class::isInstance)) {
      return counts.wrong();
    }
    int failures = 0;
    for (FailureMode mode : own) {
      if (mode instanceof FailureMode.ClassPair pair) {
        Integer wrong = counts.wrongAs().get(pair.predicted());
        failures += wrong == null ? 0 : wrong;
      }
    }
    return failures;
  }

  /** The true class of a mode, if it has one. */
  static Optional<String> truth(FailureMode mode) {
    return switch (mode) {
      case FailureMode.TrueClass(String name) -> Optional.of(name);
      case FailureMode.ClassPair(String truth, _) -> Optional.of(truth);
      case FailureMode.PredictedClass _, FailureMode.DeploymentFault _, FailureMode.BadInput _ ->
          Optional.empty();
    };
  }
}
