package dev.gyre.monitoring.exposure;

import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventId;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.monitoring.failureevent.FailureEvents;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import dev.gyre.scoring.drift.KolmogorovSmirnov;
import dev.gyre.scoring.drift.PopulationStability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares the inputs of windows that do not overlap with those of the endpoint's first
 * predictions. A window is suspected if a feature moved far (population stability index) and more
 * than chance explains (Kolmogorov-Smirnov, at a level divided by the number of features). Each
 * window is judged once, when it is full.
 */
@Component
public class InputDrift {

  private static final int BINS = 10;
  private static final double LEVEL = 0.01;

  private final Monitors monitors;
  private final ExposureRepository repository;
  private final FailureEvents events;
  private final TransactionTemplate transactions;

  InputDrift(
      Monitors monitors,
      ExposureRepository repository,
      FailureEvents events,
      PlatformTransactionManager transactions) {
    this.monitors = monitors;
    this.repository = repository;
    this.events = events;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Judges the windows that are full. */
  public void judge(Watch watch) {
    while (Boolean.TRUE.equals(transactions.execute(_ -> judgeNext(monitors.lock(watch))))) {
      // one window a transaction
    }
  }

  private boolean judgeNext(Watch watch) {
    int size = Objects.requireNonNull(watch.spec().baselineSize());
    List<Exposure> baseline = repository.following(watch, null, size);
    if (baseline.size() < size) {
      return false;
    }
    int width = Objects.requireNonNull(watch.spec().windowSize());
    List<Exposure> window =
        repository.following(
            watch,
            watch.driftAfter() == null ? baseline.getLast().logId() : watch.driftAfter(),
            width);
    if (window.size() < width) {
      return false;
    }
    List<String> moved = moved(watch, baseline, window);
    if (!moved.isEmpty()) {
      events.record(watch.project(), event(watch, window, String.join("; ", moved)));
    }
    monitors.driftJudged(watch, window.getLast().logId());
    return true;
  }

  private static List<String> moved(Watch watch, List<Exposure> baseline, List<Exposure> window) {
    Set<String> features = new TreeSet<>(baseline.getFirst().features().keySet());
    List<String> moved = new ArrayList<>();
    for (String feature : features) {
      double[] before = values(baseline, feature);
      double[] now = values(window, feature);
      if (before.length < BINS || now.length < 2) {
        continue;
      }
      double index = PopulationStability.index(before, now, BINS);
      KolmogorovSmirnov distance = KolmogorovSmirnov.between(before, now);
      if (index > Objects.requireNonNull(watch.spec().driftAbove())
          && distance.pValue() < LEVEL / features.size()) {
        moved.add(
            String.format(
                Locale.ROOT,
                "%s moved: stability index %.2f, distance %.2f",
                feature,
                index,
                distance.distance()));
      }
    }
    return moved;
  }

  private static double[] values(List<Exposure> exposures, String feature) {
    return exposures.stream()
        .map(exposure -> exposure.features().get(feature))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .filter(Double::isFinite)
        .toArray();
  }

  private static FailureEvent event(Watch watch, List<Exposure> window, String detail) {
    Exposure last = window.getLast();
    return new FailureEvent(
        FailureEventId.next(),
        watch.endpoint(),
        last.logId(),
        FailureKind.INPUT_DRIFT,
        false,
        "%d predictions up to this one: %s".formatted(window.size(), detail),
        last.modelVersion(),
        null,
        null,
        last.occurred(),
        null);
  }
}
