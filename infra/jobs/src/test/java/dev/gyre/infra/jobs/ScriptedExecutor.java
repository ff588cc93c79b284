package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs nothing; its attempts do what a test says. */
final class ScriptedExecutor implements JobExecutor {

  final List<JobAttempt> started = new ArrayList<>();
  final Set<AttemptId> cancelled = new HashSet<>();
  final Set<AttemptId> cleaned = new HashSet<>();
  private final Map<AttemptId, Observation> observations = new HashMap<>();
  private final Map<AttemptId, String> output = new HashMap<>();
  private boolean full;

  void refuse(boolean refuse) {
    full = refuse;
  }

  void observe(AttemptId attempt, Observation observation) {
    observations.put(attempt, observation);
  }

  void exit(AttemptId attempt, int code) {
    observe(attempt, new Observation.Ended(code, Optional.empty()));
  }

  void print(AttemptId attempt, String text) {
    output.merge(attempt, text, String::concat);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean runsOnThisHost() {
    return true;
  }

  @Override
  public ExecutionRef start(JobAttempt attempt) {
    if (full) {
      throw new PlatformException(ErrorCode.JOB_CAPACITY, "full");
    }
    started.add(attempt);
    observations.put(attempt.id(), new Observation.Running());
    return new ExecutionRef(attempt.id(), "scripted");
  }

  @Override
  public Observation observe(ExecutionRef execution) {
    return observations.getOrDefault(execution.attempt(), new Observation.Lost());
  }

  @Override
  public LogChunk readLog(ExecutionRef execution, long offset) {
    String text = output.getOrDefault(execution.attempt(), "");
    return new LogChunk(text.substring((int) offset), text.length());
  }

  @Override
  public void cancel(ExecutionRef execution) {
    cancelled.add(execution.attempt());
    exit(execution.attempt(), 137);
  }

  @Override
  public void cleanup(ExecutionRef execution) {
    cleaned.add(execution.attempt());
    observations.remove(execution.attempt());
  }

  @Override
  public List<ExecutionRef> leftovers() {
    return observations.keySet().stream().map(id -> new ExecutionRef(id, "scripted")).toList();
  }
}
