package dev.gyre.infra.jobs;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Failed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts each worker as a process of its own on this machine. <b>Linux only</b>: it reads {@code
 * /proc}.
 *
 * <p>A worker gets its assignment on standard input, an environment without anything of ours, and a
 * folder {@code <work>/<job>/<attempt>} that is removed after its end. It is killed, with all that
 * it has started, when their resident memory is above the attempt's. This keeps honest programs
 * apart and is <b>no boundary against hostile code</b>: a worker runs as the same user as the
 * server.
 *
 * <p>Workers outlive this object and its process. After a restart they are found by process number,
 * start time and boot; their exit code can then not be learned, and one that ends unseen is {@link
 * Observation.Lost}.
 */
public final class LocalProcessJobExecutor implements JobExecutor, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalProcessJobExecutor.class);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final String MARK = "GYRE_ATTEMPT";
  private static final String PROCESS = "process";
  private static final String EXIT = "exit";
  private static final String KILLED = "killed";

  private final Path work;
  private final WorkerCommand command;
  private final Map<AttemptId, Process> children = new ConcurrentHashMap<>();
  private final Map<AttemptId, LocalHandle> watched = new ConcurrentHashMap<>();
  private final JobLoop memoryWatch;

  /**
   * @param work folder for the attempts' folders; several engines of one host may share it
   * @param memoryLook pause between two looks at resident memory
   */
  public LocalProcessJobExecutor(Path work, WorkerCommand command, Duration memoryLook) {
    this.work = work.toAbsolutePath();
    this.command = command;
    this.memoryWatch = new JobLoop("memory of workers", memoryLook, this::watchMemory);
    memoryWatch.start();
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean runsOnThisHost() {
    return true;
  }

  @Override
  public synchronized ExecutionRef start(JobAttempt attempt) {
    AttemptFolder folder = new AttemptFolder(work, attempt.id());
    Optional<String> before = folder.note(PROCESS);
    if (before.isPresent()) {
      return new ExecutionRef(attempt.id(), before.get());
    }
    try {
      folder.create();
      Process process = launch(attempt, folder);
      LocalHandle handle = LocalHandle.of(process, attempt.resources().memory());
      children.put(attempt.id(), process);
      watched.put(attempt.id(), handle);
      folder.note(PROCESS, handle.text());
      noteExit(attempt.id(), process, folder);
      tell(process, attempt.assignment());
      return new ExecutionRef(attempt.id(), handle.text());
    } catch (IOException e) {
      throw new PlatformException(
          ErrorCode.DEPENDENCY,
          "The worker could not be started with '%s': %s; check the Java program and the folder %s"
              .formatted(command.java(), e.getMessage(), work),
          Map.of(),
          e);
    }
  }

  private Process launch(JobAttempt attempt, AttemptFolder folder) throws IOException {
    JobResources resources = attempt.resources();
    ProcessBuilder builder = new ProcessBuilder(command.line(resources, folder.temporary()));
    builder.environment().clear();
    builder.environment().putAll(command.environment(resources, folder.own(), folder.temporary()));
    builder.environment().put(MARK, attempt.id().toString());
    return builder
        .directory(folder.own().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
        .start();
  }

  /**
   * So that another process of ours can learn it. Not after the cleanup, which forgets the child.
   */
  private void noteExit(AttemptId attempt, Process process, AttemptFolder folder) {
    var _ =
        process
            .onExit()
            .thenAccept(ended ->
                children.computeIfPresent(
                    attempt,
                    (id, child) -> {
                      folder.note(EXIT, Integer.toString(ended.exitValue()));
                      return child;
                    }));
  }

  /** On a thread of its own, because a worker may not read what is larger than a pipe holds. */
  private static void tell(Process process, JobAssignment assignment) {
    byte[] line =
        (JobDatabase.JSON.writeValueAsString(assignment) + "\n").getBytes(StandardCharsets.UTF_8);
    Thread.ofVirtual()
        .name("assignment of " + assignment.job())
        .start(() -> {
          try (OutputStream input = process.getOutputStream()) {
            input.write(line);
          } catch (IOException e) {
            log.debug("Worker {} ended before it read its assignment", process.pid(), e);
          }
        });
  }

  @Override
  public Observation observe(ExecutionRef execution) {
    AttemptFolder folder = new AttemptFolder(work, execution.attempt());
    Process child = children.get(execution.attempt());
    Optional<Integer> exitCode =
        child != null && !child.isAlive()
            ? Optional.of(child.exitValue())
            : folder.note(EXIT).map(Integer::valueOf);
    Optional<Failed> cause = folder.note(KILLED).map(LocalProcessJobExecutor::outOfMemory);
    LocalHandle handle = LocalHandle.parse(execution.handle());
    if (exitCode.isEmpty() && handle.process().isAlive()) {
      watched.putIfAbsent(execution.attempt(), handle);
      return new Observation.Running();
    }
    if (exitCode.isEmpty() && cause.isEmpty()) {
      return new Observation.Lost();
    }
    return new Observation.Ended(exitCode.orElse(137), cause);
  }

  private static Failed outOfMemory(String message) {
    return new Failed(JobOutcome.Fault.USER, Failed.OUT_OF_MEMORY, message);
  }

  @Override
  public LogChunk readLog(ExecutionRef execution, long offset) {
    boolean ended = !LocalHandle.parse(execution.handle()).process().isAlive();
    return new AttemptFolder(work, execution.attempt()).readLog(offset, ended);
  }

  @Override
  public void cancel(ExecutionRef execution) {
    watched.remove(execution.attempt());
    kill(execution.attempt(), LocalHandle.parse(execution.handle()));
  }

  /** Again and again, because a process may start another while it is being killed. */
  private void kill(AttemptId attempt, LocalHandle handle) {
    long until = System.nanoTime() + KILL_LIMIT.toNanos();
    Set<LinuxProcess> tree = handle.process().tree(MARK + "=" + attempt);
    while (!tree.isEmpty() && System.nanoTime() < until) {
      tree.forEach(LinuxProcess::kill);
      tree.forEach(LocalProcessJobExecutor::awaitEnd);
      tree = handle.process().tree(MARK + "=" + attempt);
    }
    if (!tree.isEmpty()) {
      log.warn("Processes of attempt {} do not end: {}", attempt, tree);
    }
  }

  private static void awaitEnd(LinuxProcess process) {
    ProcessHandle.of(process.pid())
        .ifPresent(
            handle -> handle.onExit().completeOnTimeout(handle, 50, TimeUnit.MILLISECONDS).join());
  }

  @Override
  public void cleanup(ExecutionRef execution) {
    cancel(execution);
    children.remove(execution.attempt());
    new AttemptFolder(work, execution.attempt()).delete();
  }

  @Override
  public List<ExecutionRef> leftovers() {
    return AttemptFolder.all(work).stream()
        .map(folder ->
            new ExecutionRef(
                folder.attempt(), folder.note(PROCESS).orElse(LocalHandle.UNKNOWN.text())))
        .toList();
  }

  private void watchMemory() {
    watched.forEach((attempt, handle) -> {
      if (!handle.process().isAlive()) {
        watched.remove(attempt);
        return;
      }
      long used =
          handle.process().tree(MARK + "=" + attempt).stream()
              .mapToLong(LinuxProcess::residentBytes)
              .sum();
      if (used > handle.memory().toBytes()) {
        killAboveLimit(attempt, handle, used);
      }
    });
  }

  private void killAboveLimit(AttemptId attempt, LocalHandle handle, long used) {
    String message =
        "The worker used %d MiB of memory and was killed at its limit of %d MiB; give the job more memory or a smaller batch"
            .formatted(used >> 20, handle.memory().toMegabytes());
    AttemptFolder folder = new AttemptFolder(work, attempt);
    if (!folder.exists()) {
      return; // Cleaned up meanwhile.
    }
    folder.note(KILLED, message);
    kill(attempt, handle);
    log.info("Attempt {}: {}", attempt, message);
  }

  /**
   * Stops watching. Workers go on, without a limit on their memory until they are observed again.
   */
  @Override
  public void close() {
    try {
      memoryWatch.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
