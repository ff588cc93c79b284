package dev.gyre.infra.jobs;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobLease;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the holder of an attempt may do, be it a worker or a body inside the service. */
final class JobAttempts {

  private static final Logger log = LoggerFactory.getLogger(JobAttempts.class);
  private static final Duration URL_VALIDITY = Duration.ofMinutes(15);

  private final JobLeases leases;
  private final JobEnding ending;
  private final JobLog jobLog;
  private final JobArtifacts artifacts;
  private final JobDatabase database;
  private final Map<JobType, JobHandler> handlers;
  private final Duration lease;

  JobAttempts(
      JobLeases leases,
      JobEnding ending,
      JobLog jobLog,
      JobArtifacts artifacts,
      JobDatabase database,
      Map<JobType, JobHandler> handlers,
      Duration lease) {
    this.leases = leases;
    this.ending = ending;
    this.jobLog = jobLog;
    this.artifacts = artifacts;
    this.database = database;
    this.handlers = Map.copyOf(handlers);
    this.lease = lease;
  }

  JobLease heartbeat(AttemptId attempt, JobHeartbeat heartbeat) {
    return Objects.requireNonNull(
        database.transactions().execute(status -> beat(attempt, heartbeat)));
  }

  private JobLease beat(AttemptId attempt, JobHeartbeat heartbeat) {
    Optional<LeasedJob> first = leases.beat(attempt, heartbeat, lease);
    first.ifPresent(job -> {
      jobLog.append(attempt, String.join("\n", heartbeat.lines()));
      handler(job).onHeartbeat(job.request(), heartbeat);
    });
    LeasedJob job = first.or(() -> leases.renew(attempt, lease)).orElseThrow(() -> fenced(attempt));
    return new JobLease(job.leaseUntil(), job.cancelRequested() != null);
  }

  JobUrls urls(AttemptId attempt, JobUrlQuery query) {
    LeasedJob job = leases.held(attempt).orElseThrow(() -> fenced(attempt));
    Set<Digest> asked = new HashSet<>(query.inputs());
    Set<Digest> readable = handler(job).readable(job.request(), asked);
    asked.removeAll(readable);
    asked.stream()
        .findFirst()
        .ifPresent(digest -> {
          throw PlatformException.notFound("artifact", digest);
        });
    return new JobUrls(
        artifacts.inputs(job.request().job().project(), query.inputs(), URL_VALIDITY),
        artifacts.uploads(attempt, query.uploads(), URL_VALIDITY),
        database.now().plus(URL_VALIDITY));
  }

  void checkpoint(AttemptId attempt, JobCheckpoint checkpoint) {
    LeasedJob held = leases.held(attempt).orElseThrow(() -> fenced(attempt));
    artifacts.accept(held.request().job().project(), attempt, List.of(checkpoint.artifact()));
    database
        .transactions()
        .executeWithoutResult(status -> {
          LeasedJob job = leases.lock(attempt).orElseThrow(() -> fenced(attempt));
          handler(job).onCheckpoint(job.request(), checkpoint);
        });
  }

  void complete(AttemptId attempt, JobCompletion completion) {
    Optional<LeasedJob> held = leases.held(attempt);
    if (held.isEmpty()) {
      requireSameEnd(attempt, completion);
      return;
    }
    try {
      Optional<Failed> unacceptable = accept(held.get(), completion.artifacts());
      if (unacceptable.isPresent()) {
        end(attempt, unacceptable.get());
      } else {
        end(attempt, completion);
        discard(attempt, completion.artifacts());
      }
    } catch (PlatformException e) {
      end(attempt, refusal(e));
    } catch (TransientDataAccessException
        | RecoverableDataAccessException
        | NonTransientDataAccessResourceException
        | CannotCreateTransactionException e) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The database did not take the result of attempt %s; complete again".formatted(attempt),
          Map.of(),
          e);
    } catch (RuntimeException e) {
      log.error("The result of attempt {} could not be taken over", attempt, e);
      end(attempt, internal(e));
    }
  }

  /** Bytes that are missing or differ are no fault of the user, whatever the store calls them. */
  private Optional<Failed> accept(LeasedJob job, List<JobArtifact> uploaded) {
    try {
      artifacts.accept(job.request().job().project(), job.id(), uploaded);
      return Optional.empty();
    } catch (PlatformException e) {
      Failed failed = refusal(e);
      return Optional.of(new Failed(JobOutcome.Fault.PLATFORM, failed.code(), failed.message()));
    }
  }

  /** Only now, as a completion that the database did not take comes again with its uploads. */
  private void discard(AttemptId attempt, List<JobArtifact> uploaded) {
    try {
      artifacts.discard(uploaded);
    } catch (RuntimeException e) {
      log.warn("The uploads of attempt {} stay until they are swept", attempt, e);
    }
  }

  private void end(AttemptId attempt, JobCompletion completion) {
    if (!ending.endReported(attempt, completion.outcome(), completion.artifacts())) {
      throw fenced(attempt);
    }
  }

  private void end(AttemptId attempt, Failed failed) {
    if (!ending.endReported(attempt, failed, List.of())) {
      throw fenced(attempt);
    }
  }

  /**
   * A refusal that concerns the result becomes the outcome; one that concerns the moment goes on.
   */
  private static Failed refusal(PlatformException e) {
    return switch (e.code().category()) {
      case CAPACITY, DEPENDENCY -> throw e;
      case CONFLICT -> {
        if (e.code() == ErrorCode.FENCED) {
          throw e;
        }
        yield Failed.of(e);
      }
      case USER, NOT_FOUND, DENIED, INTERNAL -> Failed.of(e);
    };
  }

  private static Failed internal(RuntimeException e) {
    return new Failed(
        JobOutcome.Fault.PLATFORM,
        ErrorCode.INTERNAL.name(),
        "The result could not be taken over: %s; the server's log has the details"
            .formatted(e.getClass().getSimpleName()));
  }

  private void requireSameEnd(AttemptId attempt, JobCompletion completion) {
    String expected = completion.outcome().state().name();
    if (!leases.ending(attempt).filter(expected::equals).isPresent()) {
      throw fenced(attempt);
    }
  }

  private JobHandler handler(LeasedJob job) {
    return Objects.requireNonNull(handlers.get(job.request().job().type()));
  }

  static PlatformException fenced(AttemptId attempt) {
    return new PlatformException(
        ErrorCode.FENCED,
        "Attempt %d no longer holds job %s; its work has no effect, and its worker must end"
            .formatted(attempt.number(), attempt.job()));
  }
}
