package dev.gyre.monitoring.tick;

import dev.gyre.monitoring.exposure.InputDrift;
import dev.gyre.monitoring.exposure.LogReader;
import dev.gyre.monitoring.incident.IncidentJudge;
import dev.gyre.monitoring.incident.Incidents;
import dev.gyre.monitoring.monitor.Monitors;
import dev.gyre.monitoring.monitor.Watch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the logs of all watched endpoints and judges their labels, at a slow beat. It keeps
 * nothing that a restart would miss; several processes may run it.
 */
@Component
public class MonitoringTick implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(MonitoringTick.class);

  private final Monitors monitors;
  private final LogReader reader;
  private final InputDrift drift;
  private final IncidentJudge judge;
  private final Incidents incidents;
  private final TickProperties properties;
  private @Nullable ScheduledExecutorService beat;

  MonitoringTick(
      Monitors monitors,
      LogReader reader,
      InputDrift drift,
      IncidentJudge judge,
      Incidents incidents,
      TickProperties properties) {
    this.monitors = monitors;
    this.reader = reader;
    this.drift = drift;
    this.judge = judge;
    this.incidents = incidents;
    this.properties = properties;
  }

  /**
   * One beat, in the caller's thread. An endpoint that cannot be followed now does not stop others.
   */
  public void run() {
    monitors.all().forEach(watch -> safely(watch, reader::read));
    monitors.all().forEach(watch -> safely(watch, drift::judge));
    monitors.all().forEach(watch -> safely(watch, judge::judge));
    incidents.endAcceptances();
  }

  private static void safely(Watch watch, java.util.function.Consumer<Watch> work) {
    try {
      work.accept(watch);
    } catch (RuntimeException e) {
      LOG.warn(
          "Endpoint '{}' of project '{}' is not followed now; the next beat tries again",
          watch.endpoint(),
          watch.slug(),
          e);
    }
  }

  private void beat() {
    try {
      run();
    } catch (RuntimeException e) {
      LOG.warn("A beat of monitoring failed; the next one tries again", e);
    }
  }

  @Override
  public synchronized void start() {
    if (beat == null) {
      long pause = properties.pause().toMillis();
      beat =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofVirtual().name("monitoring-tick").factory());
      var _ = beat.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public synchronized void stop() {
    if (beat != null) {
      beat.close();
      beat = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return beat != null;
  }
}
