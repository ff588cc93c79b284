package dev.gyre.infra.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bodies that run inside this process, each on a virtual thread. */
final class ServiceJobs {

  private final JobAttempts attempts;
  private final JobLeases leases;
  private final JobEnding ending;
  private final JobDatabase database;
  private final Map<AttemptId, ServiceJobBody> bodies = new ConcurrentHashMap<>();

  ServiceJobs(JobAttempts attempts, JobLeases leases, JobEnding ending, JobDatabase database) {
    this.attempts = attempts;
    this.leases = leases;
    this.ending = ending;
    this.database = database;
  }

  int size() {
    return bodies.size();
  }

  void start(LeasedJob job, ServiceJob type) {
    ServiceJobBody body = new ServiceJobBody(job, type, attempts, leases, database);
    bodies.put(job.id(), body);
    body.start(() -> bodies.remove(job.id()));
  }

  /** Renews all leases and stops what was cancelled or has lost its job. */
  void beat() {
    bodies.values().forEach(ServiceJobBody::beat);
  }

  /** Stops a body whose attempt was ended by the engine. */
  void stop(AttemptId attempt) {
    ServiceJobBody body = bodies.get(attempt);
    if (body != null) {
      body.stop(ServiceJobBody.Stop.GONE);
    }
  }

  /** Puts all jobs back into the queue and stops their bodies; waits for them a while. */
  void release(Duration wait) throws InterruptedException {
    for (ServiceJobBody body : bodies.values()) {
      ending.giveBack(body.id(), "RELEASED", database.now(), "Put back: the service was stopped");
      body.stop(ServiceJobBody.Stop.GONE);
    }
    for (ServiceJobBody body : bodies.values()) {
      body.join(wait);
    }
  }
}
