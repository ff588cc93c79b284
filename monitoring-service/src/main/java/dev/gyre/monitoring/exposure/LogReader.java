package dev.gyre.monitoring.exposure;

import dev.gyre.api.Page;
import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventId;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.serving.LogId;
import dev.gyre.api.serving.Prediction;
import dev.gyre.api.serving.PredictionLogApi;
import dev.gyre.api.serving.PredictionStatus;
import dev.gyre.infra.security.Callers;
import dev.gyre.monitoring.failureevent.FailureEvents;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows the prediction log of serving. A page is asked for outside of any transaction; what it
 * leads to and the new position commit together, so each prediction has its effect once.
 */
@Component
public class LogReader {

  private static final int PAGE = 1000;

  private final PredictionLogApi log;
  private final Monitors monitors;
  private final ExposureRepository repository;
  private final FailureEvents events;
  private final List<ExposureListener> listeners;
  private final TransactionTemplate transactions;

  LogReader(
      PredictionLogApi log,
      Monitors monitors,
      ExposureRepository repository,
      FailureEvents events,
      List<ExposureListener> listeners,
      PlatformTransactionManager transactions) {
    this.log = log;
    this.monitors = monitors;
    this.repository = repository;
    this.events = events;
    this.listeners = listeners;
    this.transactions = new TransactionTemplate(transactions);
  }

  /** Reads to the end of the log. */
  public void read(Watch watch) {
    @Nullable LogId position = watch.position();
    while (true) {
      LogId after = position;
      Page<Prediction> page =
          Callers.asService(
              "monitoring", () -> log.read(watch.slug(), watch.endpoint(), after, PAGE));
      if (page.items().isEmpty() || !take(watch, after, page.items())) {
        return;
      }
      position = page.items().getLast().id();
      if (page.nextCursor() == null) {
        return;
      }
    }
  }

  /** False if another process has read on. */
  private boolean take(Watch watch, @Nullable LogId after, List<Prediction> page) {
    Boolean taken =
        transactions.execute(_ -> {
          Watch held = monitors.lock(watch);
          if (!Objects.equals(held.position(), after)) {
            return false;
          }
          List<Exposure> exposures = page.stream().map(LogReader::exposure).toList();
          repository.insert(held, exposures);
          page.forEach(prediction ->
              suspect(held, prediction).ifPresent(event -> events.record(held.project(), event)));
          listeners.forEach(listener -> listener.stored(held, exposures));
          monitors.read(held, page.getLast().id(), page.size());
          return true;
        });
    return Boolean.TRUE.equals(taken);
  }

  private static Optional<FailureEvent> suspect(Watch watch, Prediction prediction) {
    if (prediction.status() == PredictionStatus.BAD_INPUT) {
      String why = prediction.detail() == null ? "no reason was logged" : prediction.detail();
      return Optional.of(event(watch, prediction, FailureKind.BAD_INPUT, why));
    }
    double bound = Objects.requireNonNull(watch.spec().confidenceBelow());
    if (prediction.confidence() < bound) {
      String detail =
          String.format(Locale.ROOT, "confidence %.3f is below %s", prediction.confidence(), bound);
      return Optional.of(event(watch, prediction, FailureKind.LOW_CONFIDENCE, detail));
    }
    return Optional.empty();
  }

  private static FailureEvent event(
      Watch watch, Prediction prediction, FailureKind kind, String detail) {
    return new FailureEvent(
        FailureEventId.next(),
        watch.endpoint(),
        prediction.id(),
        kind,
        kind.confirmed(),
        detail,
        prediction.modelVersion(),
        null,
        prediction.className(),
        prediction.occurred(),
        null);
  }

  private static Exposure exposure(Prediction prediction) {
    return new Exposure(
        prediction.id(),
        prediction.clientKey(),
        prediction.occurred(),
        prediction.modelVersion(),
        prediction.status() == PredictionStatus.OK,
        prediction.className(),
        prediction.confidence(),
        prediction.group(),
        prediction.payload(),
        prediction.mediaType(),
        prediction.features(),
        null,
        false);
  }
}
