package dev.gyre.monitoring.feedback;

import dev.gyre.api.monitoring.FailureEvent;
import dev.gyre.api.monitoring.FailureEventId;
import dev.gyre.api.monitoring.FailureKind;
import dev.gyre.api.serving.LogId;
import dev.gyre.monitoring.exposure.Exposure;
import dev.gyre.monitoring.exposure.ExposureListener;
import dev.gyre.monitoring.exposure.Exposures;
import dev.gyre.monitoring.failureevent.FailureEvents;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings feedback and exposures together, whichever comes first. Both sides hold the watch, so
 * neither passes the other unseen.
 */
@Component
class FeedbackMatching implements ExposureListener {

  private final FeedbackRepository repository;
  private final Exposures exposures;
  private final FailureEvents events;
  private final Monitors monitors;

  FeedbackMatching(
      FeedbackRepository repository, Exposures exposures, FailureEvents events, Monitors monitors) {
    this.repository = repository;
    this.exposures = exposures;
    this.events = events;
    this.monitors = monitors;
  }

  @Override
  public void stored(Watch watch, List<Exposure> stored) {
    if (!repository.anyWaiting(watch)) {
      return;
    }
    List<LogId> matched = new ArrayList<>();
    for (Exposure exposure : stored) {
      if (repository.match(watch, exposure.logId(), exposure.clientKey()) > 0) {
        matched.add(exposure.logId());
      }
    }
    label(watch, matched);
  }

  /** Takes the truth of these predictions from all feedback about them. */
  void label(Watch watch, Collection<LogId> predictions) {
    int more = 0;
    for (LogId prediction : predictions) {
      Exposure exposure = exposures.find(watch, prediction).orElseThrow();
      FeedbackRepository.Truth truth = repository.truth(watch, prediction);
      boolean measured = truth.measured() && exposure.readable();
      more += measured && !exposure.measured() ? 1 : 0;
      exposures.label(watch, prediction, truth.className(), measured);
      judge(watch, exposure, truth.className());
    }
    if (!predictions.isEmpty()) {
      monitors.labelled(watch, more);
    }
  }

  private void judge(Watch watch, Exposure exposure, String truth) {
    if (exposure.predicted() == null || exposure.predicted().equals(truth)) {
      events.withdraw(watch.project(), watch.endpoint(), exposure.logId());
      return;
    }
    events.record(
        watch.project(),
        new FailureEvent(
            FailureEventId.next(),
            watch.endpoint(),
            exposure.logId(),
            FailureKind.WRONG,
            true,
            "%s was answered with %s".formatted(truth, exposure.predicted()),
            exposure.modelVersion(),
            truth,
            exposure.predicted(),
            exposure.occurred(),
            null));
  }
}
