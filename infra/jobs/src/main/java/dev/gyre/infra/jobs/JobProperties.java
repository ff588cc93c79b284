package dev.gyre.infra.jobs;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How an engine works.
 *
 * @param host name of this machine; engines with the same name share its room
 * @param capacity what all engines of this host together may give to attempts
 * @param lease how long an attempt lives without a heartbeat; also how long a worker outlives its
 *     server
 * @param tick pause between two looks at running attempts and at the queue; a new job is told at
 *     once
 * @param grace how long a cancelled attempt may take to stop by itself
 * @param patience how long a job that does not fit may be overtaken by smaller ones
 * @param maxServiceJobs how many bodies run inside the service at once
 * @param maxLog how much output of one attempt is kept
 * @param backOff pause before the second attempt of a job whose type names none, doubled for each
 *     further one
 */
public record JobProperties(
    String host,
    JobResources capacity,
    Duration lease,
    Duration tick,
    Duration grace,
    Duration patience,
    int maxServiceJobs,
    DataSize maxLog,
    Duration backOff) {

  public JobProperties {
    if (host.isBlank() || maxServiceJobs < 1) {
      throw new IllegalArgumentException(
          "host is '%s' and max-service-jobs %d; give a name and 1 or more"
              .formatted(host, maxServiceJobs));
    }
    if (backOff.isNegative()) {
      throw new IllegalArgumentException(
          "back-off is %s; give a pause of 0 or more".formatted(backOff));
    }
    if (!tick.isPositive() || lease.compareTo(tick.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "lease is %s and tick %s; a lease must last at least three ticks".formatted(lease, tick));
    }
  }

  /**
   * Safe values: a lease of 2 minutes, a tick of 1 second, 15 seconds of grace, 10 minutes of
   * patience, 4 jobs inside the service, 10 MiB of log, 10 seconds of back-off.
   */
  public static JobProperties of(String host, JobResources capacity) {
    return new JobProperties(
        host,
        capacity,
        Duration.ofMinutes(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(15),
        Duration.ofMinutes(10),
        4,
        DataSize.ofMegabytes(10),
        Duration.ofSeconds(10));
  }
}
