package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import java.util.List;

/**
 * Starts and stops the processes that carry out jobs.
 *
 * <p>An executor keeps no durable state of its own: the job table is the truth, and after a restart
 * the engine asks again by {@link ExecutionRef}. All methods may be repeated with the same
 * arguments and must then have no further effect. They are called outside transactions and by one
 * engine at a time for one attempt; different attempts may be asked for at once.
 */
public interface JobExecutor {

  /** A word for logs and for the job table, such as {@code local} or {@code kubernetes}. */
  String name();

  /**
   * Whether attempts run on the machine of this process, so that the engine must count its room. An
   * executor elsewhere admits by itself.
   */
  boolean runsOnThisHost();

  /**
   * Asks for the attempt to be started and returns at once; starting may still fail later, see
   * {@link #observe}. The worker gets the assignment, token included, on its standard input.
   *
   * @throws PlatformException with {@code JOB_CAPACITY} if nothing can be started now; the engine
   *     retries with back-off and does not count the attempt as failed
   */
  ExecutionRef start(JobAttempt attempt);

  /**
   * The state as the backend knows it; {@link Observation.Lost} if it knows nothing of the attempt.
   * Never blocks more than 5 s.
   */
  Observation observe(ExecutionRef execution);

  /**
   * What the worker has written since an earlier call, both streams together.
   *
   * @param offset 0, or {@link LogChunk#next} of an earlier answer, of this process or of one
   *     before it
   * @return an empty chunk if there is nothing new; at most 256 KiB, ending with a line unless the
   *     worker has ended or the line is longer
   */
  LogChunk readLog(ExecutionRef execution, long offset);

  /**
   * Ends the worker and every process that it started, without asking it. Returns when they are
   * gone, or after 5 s.
   */
  void cancel(ExecutionRef execution);

  /** Cancels, and removes all that is left of the attempt: its log, its folder, its objects. */
  void cleanup(ExecutionRef execution);

  /**
   * All attempts of which the backend still keeps something, in no order. After a restart the
   * engine takes up those it knows and cleans up those that have ended.
   */
  List<ExecutionRef> leftovers();
}
