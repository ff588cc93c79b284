package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.infra.postgres.ServiceName;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The durable jobs of one service: takes submissions, runs them at least once, and gives each end
 * its effect exactly once. Several engines, of several services or of replicas of one, may share a
 * database and a host.
 *
 * <p>Nothing is kept in memory that a restart would miss. After {@link #start} the engine takes up
 * the workers that an earlier process has left; {@link #stop} puts bodies inside the service back
 * into the queue and leaves workers running, who go on if an engine returns within their lease.
 */
public final class JobEngine implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobEngine.class);

  private final ServiceName service;
  private final JobProperties properties;
  private final Map<JobType, JobHandler> handlers;
  private final JobQueue queue;
  private final JobEnding ending;
  private final JobPicker picker;
  private final JobAttempts attempts;
  private final ServiceJobs serviceJobs;
  private final JobSupervisor supervisor;
  private final boolean workersHere;
  private final JobNotices notices;
  private final JobLoop loop;
  private final JobLoop heart;

  /**
   * @param handlers the service's types, one handler each
   */
  public JobEngine(
      ServiceName service,
      JobDatabase database,
      Collection<? extends JobHandler> handlers,
      JobWorkers workers,
      JobProperties properties) {
    this.service = service;
    this.properties = properties;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(JobHandler::type, Function.identity()));
    this.queue = new JobQueue(service, database);
    JobLeases leases = new JobLeases(service, database);
    JobLog jobLog = new JobLog(service, database, properties.maxLog());
    this.ending = new JobEnding(queue, leases, database, this.handlers, properties.backOff());
    this.picker = new JobPicker(queue, database, properties);
    this.attempts =
        new JobAttempts(
            leases,
            ending,
            jobLog,
            workers.artifacts(),
            database,
            this.handlers,
            properties.lease());
    this.serviceJobs = new ServiceJobs(attempts, leases, ending, database);
    this.supervisor =
        new JobSupervisor(leases, ending, jobLog, serviceJobs, workers, database, properties);
    this.workersHere = workers.executor().runsOnThisHost();
    this.loop = new JobLoop("jobs of " + service, properties.tick(), this::tick);
    this.heart = new JobLoop("job heartbeats of " + service, properties.tick(), serviceJobs::beat);
    this.notices = new JobNotices(database.dataSource(), service.value(), loop::wake);
  }

  /** Whose jobs these are. */
  public ServiceName service() {
    return service;
  }

  /**
   * Adds a job within the caller's transaction: it exists if and only if that commits, and is
   * noticed at once then. Submitting the same id again changes nothing.
   *
   * @return the job's id
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the job asks for more than this host
   *     will ever have, or a worker for nothing
   * @throws IllegalStateException outside a transaction
   */
  public JobId submit(JobSubmission submission) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "A job is submitted in the transaction of what it is for; open one first");
    }
    JobHandler handler = handler(submission.type());
    JobPolicy policy = handler.policy();
    JobResources resources =
        submission.resources() == null ? policy.resources() : submission.resources();
    if (isHere(handler) && !resources.fitInto(properties.capacity())) {
      throw PlatformException.invalid(
          "resources",
          describe(resources),
          "at most %s, which is all that host '%s' gives to jobs"
              .formatted(describe(properties.capacity()), properties.host()));
    }
    if (!(handler instanceof ServiceJob)
        && (resources.cores() == 0 || resources.memory().toBytes() == 0)) {
      throw PlatformException.invalid(
          "resources", describe(resources), "above 0 cores and 0 bytes for a worker");
    }
    queue.add(
        submission,
        resources,
        submission.timeout() == null ? policy.timeout() : submission.timeout(),
        policy.maxAttempts());
    return submission.id();
  }

  /**
   * The job as it stands.
   *
   * @throws PlatformException with {@code NOT_FOUND} if this service has no such job
   */
  public Job get(JobId job) {
    return queue.find(job).orElseThrow(() -> PlatformException.notFound("job", job));
  }

  /** Asks for a job to end, within the caller's transaction if there is one. May be repeated. */
  public void cancel(JobId job) {
    queue.requestCancel(job);
  }

  /** {@link dev.gyre.api.job.JobAttemptApi#heartbeat}. */
  public JobLease heartbeat(AttemptId attempt, JobHeartbeat heartbeat) {
    return attempts.heartbeat(attempt, heartbeat);
  }

  /** {@link dev.gyre.api.job.JobAttemptApi#urls}. */
  public JobUrls urls(AttemptId attempt, JobUrlQuery query) {
    return attempts.urls(attempt, query);
  }

  /** {@link dev.gyre.api.job.JobAttemptApi#checkpoint}. */
  public void checkpoint(AttemptId attempt, JobCheckpoint checkpoint) {
    attempts.checkpoint(attempt, checkpoint);
  }

  /** {@link dev.gyre.api.job.JobAttemptApi#complete}. */
  public void complete(AttemptId attempt, JobCompletion completion) {
    attempts.complete(attempt, completion);
  }

  /** Everything that has to be done now: ends, cleaning, picks. */
  void tick() {
    queue.takeCancels();
    ending.endCancelled();
    supervisor.look();
    supervisor.cleanUp();
    pick();
  }

  private void pick() {
    Set<JobType> inside = types(handler -> handler instanceof ServiceJob);
    Set<JobType> outside = types(handler -> !(handler instanceof ServiceJob));
    int free = properties.maxServiceJobs() - serviceJobs.size();
    picker.pickHere(inside, free).forEach(this::start);
    (workersHere
            ? picker.pickHere(outside, Integer.MAX_VALUE)
            : picker.pickFor(supervisor.place(), outside))
        .forEach(this::start);
  }

  private void start(JobPicker.Picked picked) {
    JobHandler handler = handler(picked.job().request().job().type());
    if (handler instanceof ServiceJob inside) {
      serviceJobs.start(picked.job(), inside);
    } else {
      supervisor.start(picked, handler);
    }
  }

  /** For tests: what the heart does. */
  void beat() {
    serviceJobs.beat();
  }

  @Override
  public void start() {
    supervisor.takeUpLeftovers();
    loop.start();
    heart.start();
    notices.start();
  }

  @Override
  public void stop() {
    try {
      notices.stop();
      loop.stop();
      serviceJobs.release(properties.grace());
      heart.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.warn("Interrupted while stopping the jobs of {}; leases will run out", service);
    }
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  private boolean isHere(JobHandler handler) {
    return workersHere || handler instanceof ServiceJob;
  }

  private Set<JobType> types(Predicate<JobHandler> which) {
    return handlers.values().stream()
        .filter(which)
        .map(JobHandler::type)
        .collect(Collectors.toSet());
  }

  private JobHandler handler(JobType type) {
    return Objects.requireNonNull(
        handlers.get(type), () -> "Service %s has no jobs of type %s".formatted(service, type));
  }

  private static String describe(JobResources resources) {
    return "%s cores and %d MiB".formatted(resources.cores(), resources.memory().toMegabytes());
  }
}
