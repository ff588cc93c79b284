package dev.gyre.monitoring.incident;

import dev.gyre.api.serving.LogId;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.proof.ClassExposures;
import dev.gyre.scoring.proof.DeploymentRise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The labelled exposures of the present deployment, and what is known of the one before.
 *
 * @param version that answers now
 * @param first its first exposure
 * @param since counts by true class since then
 * @param before the same of the version that answered before it; empty if there was none
 */
record LiveWindow(
    int version, LogId first, List<ClassExposures> since, List<ClassExposures> before) {

  static Optional<LiveWindow> of(Watch watch, Exposures exposures) {
    Optional<Integer> version = exposures.newestVersion(watch);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    LogId first = exposures.firstOf(watch, version.get()).orElseThrow();
    List<ClassExposures> before =
        exposures
            .versionBefore(watch, version.get())
            .map(former -> ModeCounts.byClass(exposures.measured(watch, former)))
            .orElse(List.of());
    return Optional.of(
        new LiveWindow(
            version.get(),
            first,
            ModeCounts.byClass(exposures.measured(watch, version.get())),
            before));
  }

  /** Live errors before the deployment, by class. */
  Map<String, DeploymentRise.Before> known() {
    return before.stream()
        .collect(
            Collectors.toMap(
                ClassExposures::name,
                counts -> new DeploymentRise.Before(counts.wrong(), counts.exposures())));
  }
}
