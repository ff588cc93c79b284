package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Cancelled;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.api.job.JobOutcome.TimedOut;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Looks after the attempts that run: starts workers, ends what is over, cleans up behind them. */
final class JobSupervisor {

  private static final Logger log = LoggerFactory.getLogger(JobSupervisor.class);

  /** Stretches of output copied in one look, so that one talker does not hold up the others. */
  private static final int LOG_READS = 8;

  private final JobLeases leases;
  private final JobEnding ending;
  private final JobLog jobLog;
  private final ServiceJobs serviceJobs;
  private final JobWorkers workers;
  private final JobDatabase database;
  private final JobProperties properties;

  /**
   * Attempts that the executor did not know at the last look. The first time may be a worker that
   * completes and exits between the reading of the row and the question.
   */
  private Set<AttemptId> missing = new HashSet<>();

  JobSupervisor(
      JobLeases leases,
      JobEnding ending,
      JobLog jobLog,
      ServiceJobs serviceJobs,
      JobWorkers workers,
      JobDatabase database,
      JobProperties properties) {
    this.leases = leases;
    this.ending = ending;
    this.jobLog = jobLog;
    this.serviceJobs = serviceJobs;
    this.workers = workers;
    this.database = database;
    this.properties = properties;
  }

  /** Where the room of workers is counted. */
  String place() {
    return workers.executor().runsOnThisHost() ? properties.host() : workers.executor().name();
  }

  /** Starts the worker of a picked job. */
  void start(JobPicker.Picked picked, JobHandler handler) {
    LeasedJob job = picked.job();
    try {
      Optional<JsonNode> input = begin(job.id(), handler);
      if (input.isEmpty()) {
        return; // Taken over already: nothing must start.
      }
      ExecutionRef execution =
          workers
              .executor()
              .start(new JobAttempt(job.id(), job.resources(), assignment(picked, input.get())));
      leases.storeExecution(execution);
    } catch (PlatformException e) {
      if (e.code() == ErrorCode.JOB_CAPACITY) {
        Instant again =
            database
                .now()
                .plus(handler.policy().pauseAfter(job.id().number(), properties.backOff()));
        ending.giveBack(job.id(), "REFUSED", again, "Waits for room: " + e.detail());
        return;
      }
      notStarted(job, e);
    } catch (RuntimeException e) {
      notStarted(job, e);
    }
  }

  private void notStarted(LeasedJob job, RuntimeException e) {
    log.error("Attempt {} could not be started", job.id(), e);
    ending.endObserved(
        job.id(),
        new Failed(
            JobOutcome.Fault.PLATFORM,
            ErrorCode.DEPENDENCY.name(),
            "The worker could not be started: " + e.getMessage()));
  }

  /** What the worker is given; empty if the attempt has lost the job. */
  private Optional<JsonNode> begin(AttemptId attempt, JobHandler handler) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(
                status -> leases.lock(attempt).map(LeasedJob::request).map(handler::onStarting)));
  }

  private JobAssignment assignment(JobPicker.Picked picked, JsonNode input) {
    LeasedJob job = picked.job();
    return new JobAssignment(
        workers.baseUrl().get(),
        job.id().job(),
        job.id().number(),
        job.request().job().type(),
        job.request().job().project(),
        picked.token(),
        job.leaseUntil(),
        job.resources().cores(),
        job.resources().memory().toBytes(),
        input);
  }

  /** Takes up or removes what an earlier process of this engine has left. */
  void takeUpLeftovers() {
    for (ExecutionRef execution : workers.executor().leftovers()) {
      if (leases.owns(execution.attempt())) {
        // Ended attempts are cleaned up because their row now names the execution.
        leases.storeExecution(execution);
      }
    }
  }

  /** Looks once at every attempt that holds a job. */
  void look() {
    Set<AttemptId> missingNow = new HashSet<>();
    for (HeldAttempt held : leases.running()) {
      try {
        look(held, missingNow);
      } catch (RuntimeException e) {
        log.error("Attempt {} could not be looked after", held.job().id(), e);
      }
    }
    missing = missingNow;
  }

  private void look(HeldAttempt held, Set<AttemptId> missingNow) {
    LeasedJob job = held.job();
    ExecutionRef execution = job.place().equals(place()) ? held.execution() : null;
    Optional<JobOutcome> end = Optional.empty();
    if (execution != null) {
      Observation seen = workers.executor().observe(execution);
      copyLog(execution, held.logOffset());
      end = judge(job.id(), seen, missingNow);
    }
    end = end.or(() -> overdue(job));
    if (end.isPresent() && ending.endObserved(job.id(), end.get())) {
      log.info("Attempt {} ended: {}", job.id(), end.get());
      stop(job.id(), execution);
    }
  }

  private void stop(AttemptId attempt, @Nullable ExecutionRef execution) {
    serviceJobs.stop(attempt);
    if (execution != null) {
      workers.executor().cancel(execution);
    }
  }

  private Optional<JobOutcome> judge(
      AttemptId attempt, Observation seen, Set<AttemptId> missingNow) {
    return switch (seen) {
      case Observation.Pending _, Observation.Running _ -> Optional.empty();
      case Observation.Ended ended ->
          Optional.of(ended.cause().orElseGet(() -> exited(ended.exitCode())));
      case Observation.Lost _ -> {
        if (missing.contains(attempt)) {
          yield Optional.of(lost("The executor no longer knows its worker"));
        }
        missingNow.add(attempt);
        yield Optional.empty();
      }
    };
  }

  private Optional<JobOutcome> overdue(LeasedJob job) {
    Instant now = database.now();
    Instant cancel = job.cancelRequested();
    if (cancel != null && !cancel.plus(properties.grace()).isAfter(now)) {
      return Optional.of(new Cancelled("Cancelled; it did not stop by itself and was stopped"));
    }
    if (!job.deadline().isAfter(now)) {
      return Optional.of(
          new TimedOut(
              "Stopped at %s, when its time was over; give it more time or less work"
                  .formatted(job.deadline())));
    }
    if (!job.leaseUntil().isAfter(now)) {
      return Optional.of(lost("No heartbeat came until " + job.leaseUntil()));
    }
    return Optional.empty();
  }

  private static Failed lost(String message) {
    return new Failed(JobOutcome.Fault.PLATFORM, Failed.LOST, message);
  }

  private static Failed exited(int exitCode) {
    return new Failed(
        JobOutcome.Fault.PLATFORM,
        Failed.WORKER_EXITED,
        "The worker ended with exit code %d without completing; its log says more"
            .formatted(exitCode));
  }

  /** Cleans up behind attempts that have ended, once their workers are gone or had their grace. */
  void cleanUp() {
    for (HeldAttempt.Ended ended : leases.uncleaned(place())) {
      try {
        cleanUp(ended);
      } catch (RuntimeException e) {
        log.error("Attempt {} could not be cleaned up", ended.execution().attempt(), e);
      }
    }
  }

  private void cleanUp(HeldAttempt.Ended ended) {
    boolean running = workers.executor().observe(ended.execution()) instanceof Observation.Running;
    if (running && ended.ended().plus(properties.grace()).isAfter(database.now())) {
      return;
    }
    workers.executor().cancel(ended.execution());
    copyLog(ended.execution(), ended.logOffset());
    workers.executor().cleanup(ended.execution());
    leases.markCleaned(ended.execution().attempt());
  }

  private void copyLog(ExecutionRef execution, long from) {
    long offset = from;
    for (int i = 0; i < LOG_READS; i++) {
      LogChunk chunk = workers.executor().readLog(execution, offset);
      if (chunk.next() == offset) {
        return;
      }
      jobLog.append(execution, offset, chunk);
      offset = chunk.next();
    }
  }
}
