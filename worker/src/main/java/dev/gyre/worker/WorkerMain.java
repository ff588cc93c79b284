package dev.gyre.worker;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.attempt.WorkerExit;
import dev.gyre.worker.job.JobRun;
import dev.gyre.worker.job.WorkDesk;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Carries out one attempt of one job and ends. The assignment comes as one line of JSON on standard
 * input; nothing is read from the command line. Works in the current folder and in that for
 * temporary files. Exit codes are those of {@link WorkerExit}.
 */
public final class WorkerMain {

  private WorkerMain() {}

  /** Does not return. */
  public static void main(String[] args) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      failure.printStackTrace(System.err);
      end(WorkerExit.FAULT, "Unexpected: " + failure);
    });
    setUp();
    JobAssignment assignment;
    try {
      assignment = AssignmentLine.read(System.in);
    } catch (IOException e) {
      end(WorkerExit.BAD_ASSIGNMENT, String.valueOf(e.getMessage()));
      return;
    }
    WorkerExit exit = work(assignment);
    end(exit, exit == WorkerExit.COMPLETED ? "" : "The outcome was not taken");
  }

  /** Before the classes that read these properties are loaded. */
  private static void setUp() {
    // Else JNA unpacks into the user's home.
    System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    // A presigned address may demand it.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    System.setProperty("java.awt.headless", "true");
  }

  private static WorkerExit work(JobAssignment assignment) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    AttemptClient client = new AttemptClient(http, assignment);
    Attempt attempt = new Attempt(client, assignment, Clock.systemUTC(), WorkerMain::end);
    attempt.begin();
    WorkDesk desk =
        new WorkDesk(
            assignment, Path.of("").toAbsolutePath(), attempt, new ArtifactTransfer(http, client));
    JobCompletion completion = new JobRun(System.err).run(desk);
    return attempt.complete(completion);
  }

  /** At once, whatever other threads do: a body may stand in native code. */
  private static void end(WorkerExit exit, String why) {
    if (!why.isEmpty()) {
      System.err.println("Worker ends with code %d (%s): %s".formatted(exit.code(), exit, why));
    }
    System.err.flush();
    System.out.flush();
    Runtime.getRuntime().halt(exit.code());
  }
}
