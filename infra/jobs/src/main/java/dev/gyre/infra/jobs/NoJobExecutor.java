package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.List;

/** Starts nothing. */
final class NoJobExecutor implements JobExecutor {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean runsOnThisHost() {
    return false;
  }

  @Override
  public ExecutionRef start(JobAttempt attempt) {
    throw new PlatformException(
        ErrorCode.JOB_CAPACITY,
        "This service has no executor; job %s needs one".formatted(attempt.id().job()));
  }

  @Override
  public Observation observe(ExecutionRef execution) {
    return new Observation.Lost();
  }

  @Override
  public LogChunk readLog(ExecutionRef execution, long offset) {
    return new LogChunk("", offset);
  }

  @Override
  public void cancel(ExecutionRef execution) {}

  @Override
  public void cleanup(ExecutionRef execution) {}

  @Override
  public List<ExecutionRef> leftovers() {
    return List.of();
  }
}
