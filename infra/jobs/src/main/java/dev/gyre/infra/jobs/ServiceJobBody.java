package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Cancelled;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.api.job.JobOutcome.Succeeded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One body that runs inside this process, from its start to the end of its attempt.
 *
 * <p>It is stopped by an interrupt, but not at any time: from the moment at which it asks the
 * database to take over a step or its outcome, the fence alone decides what becomes of that, and an
 * interrupt would only break the connection under the commit. What comes meanwhile is remembered.
 */
final class ServiceJobBody implements RunningJob {

  private static final Logger log = LoggerFactory.getLogger(ServiceJobBody.class);

  /** Why a body must stop. */
  enum Stop {
    NO,
    /** Somebody asked for it: the attempt is completed as cancelled. */
    CANCEL,
    /** The attempt is over already: nothing is completed. */
    GONE
  }

  private final LeasedJob job;
  private final ServiceJob type;
  private final JobAttempts attempts;
  private final JobLeases leases;
  private final JobDatabase database;
  private final Queue<String> lines = new ArrayDeque<>();

  /** Guards the thread, and who may interrupt it. */
  private final Object interrupts = new Object();

  private @Nullable Thread thread;
  private boolean atDatabase;
  private int sequence;
  private double progress;
  private @Nullable String note;
  private volatile Stop stop = Stop.NO;

  ServiceJobBody(
      LeasedJob job,
      ServiceJob type,
      JobAttempts attempts,
      JobLeases leases,
      JobDatabase database) {
    this.job = job;
    this.type = type;
    this.attempts = attempts;
    this.leases = leases;
    this.database = database;
  }

  AttemptId id() {
    return job.id();
  }

  void start(Runnable afterwards) {
    Runnable all =
        () -> {
          try {
            complete(outcome());
          } finally {
            afterwards.run();
          }
        };
    synchronized (interrupts) {
      thread = Thread.ofVirtual().name("job " + job.id()).start(all);
    }
  }

  void join(Duration wait) throws InterruptedException {
    Thread running = current();
    if (running != null) {
      boolean ended = running.join(wait);
      if (!ended) {
        log.warn("The body of job {} did not stop within {}", job.id(), wait);
      }
    }
  }

  /**
   * Asks the body to stop; the first reason counts, except that an attempt may go while it stops.
   */
  void stop(Stop reason) {
    synchronized (interrupts) {
      if (stop == reason || stop == Stop.GONE) {
        return;
      }
      stop = reason;
      if (thread != null && !atDatabase) {
        thread.interrupt();
      }
    }
  }

  private @Nullable Thread current() {
    synchronized (interrupts) {
      return thread;
    }
  }

  /** From here on nobody interrupts this body's thread, and no earlier interrupt is left. */
  private void beginAtDatabase() {
    synchronized (interrupts) {
      atDatabase = true;
      boolean interrupted = Thread.interrupted();
      log.debug("Job {} is with the database (interrupted: {})", job.id(), interrupted);
    }
  }

  /** Hands on what came meanwhile. */
  private void endAtDatabase() {
    synchronized (interrupts) {
      if (atDatabase && stop != Stop.NO) {
        Thread.currentThread().interrupt();
      }
      atDatabase = false;
    }
  }

  private Optional<JobOutcome> outcome() {
    try {
      return Optional.of(new Succeeded(type.run(job.request(), this)));
    } catch (InterruptedException e) {
      return ended(
          new Failed(JobOutcome.Fault.PLATFORM, "INTERRUPTED", "The body was interrupted"));
    } catch (PlatformException e) {
      return e.code() == ErrorCode.FENCED ? Optional.empty() : ended(Failed.of(e));
    } catch (RuntimeException e) {
      if (stop == Stop.NO) {
        log.error("The body of job {} failed", job.id(), e);
      }
      return ended(
          new Failed(
              JobOutcome.Fault.PLATFORM,
              ErrorCode.INTERNAL.name(),
              "The body failed with %s; the server's log has the details"
                  .formatted(e.getClass().getSimpleName())));
    }
  }

  private Optional<JobOutcome> ended(Failed failed) {
    return switch (stop) {
      case NO -> Optional.of(failed);
      case CANCEL -> Optional.of(new Cancelled("Cancelled while it ran"));
      case GONE -> Optional.empty();
    };
  }

  private void complete(Optional<JobOutcome> outcome) {
    beginAtDatabase();
    if (outcome.isEmpty() || stop == Stop.GONE) {
      return;
    }
    try {
      send();
      attempts.complete(job.id(), new JobCompletion(outcome.get(), List.of()));
    } catch (RuntimeException e) {
      // The lease will run out, and the job is tried again.
      log.warn("Job {} could not be completed", job.id(), e);
    }
  }

  /** Sends a heartbeat; what it says decides whether the body goes on. */
  void beat() {
    try {
      if (send().cancelRequested()) {
        stop(Stop.CANCEL);
      }
    } catch (PlatformException e) {
      if (e.code() == ErrorCode.FENCED) {
        stop(Stop.GONE);
      } else {
        log.warn("Heartbeat of job {} failed", job.id(), e);
      }
    } catch (RuntimeException e) {
      log.warn("Heartbeat of job {} failed", job.id(), e);
    }
  }

  /** One at a time, so that heartbeats arrive in their order. Lines that do not arrive are kept. */
  private synchronized JobLease send() {
    List<String> sent = new ArrayList<>();
    for (String line : lines) {
      if (sent.size() == JobHeartbeat.MAX_ITEMS) {
        break;
      }
      sent.add(line);
    }
    JobLease lease =
        attempts.heartbeat(job.id(), new JobHeartbeat(++sequence, progress, note, sent, List.of()));
    sent.forEach(line -> lines.remove());
    return lease;
  }

  @Override
  public synchronized void report(double newProgress, String newNote) {
    progress = Math.clamp(newProgress, 0.0, 1.0);
    note =
        newNote.length() > JobHeartbeat.MAX_NOTE
            ? newNote.substring(0, JobHeartbeat.MAX_NOTE)
            : newNote;
  }

  @Override
  public synchronized void log(String line) {
    lines.add(line);
  }

  @Override
  public void stopIfAsked() throws InterruptedException {
    if (stop != Stop.NO || Thread.interrupted()) {
      throw new InterruptedException("Job " + job.id() + " was asked to stop");
    }
  }

  @Override
  public JsonNode step(String name, Supplier<JsonNode> body) {
    try {
      return leases
          .step(job.id().job(), name)
          .orElseGet(
              () -> Objects.requireNonNull(database.transactions().execute(s -> once(name, body))));
    } finally {
      endAtDatabase();
    }
  }

  /** The fence is checked last and its row stays locked until the commit that follows at once. */
  private JsonNode once(String name, Supplier<JsonNode> body) {
    JsonNode result = body.get();
    beginAtDatabase();
    if (leases.lock(job.id()).isEmpty()) {
      throw JobAttempts.fenced(job.id());
    }
    leases.storeStep(job.id().job(), name, result);
    return result;
  }
}
