package dev.gyre.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.json.ContractJson;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.attempt.WorkerExit;
import dev.gyre.worker.job.JobRun;
import dev.gyre.worker.job.WorkDesk;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.JsonNode;

/** Runs a job in this process, against a server and a store of this one. */
final class InProcess {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private InProcess() {}

  /** The result of a job that succeeds. */
  static <T> T run(FakeServer server, Path folder, String type, Object input, Class<T> result)
      throws IOException {
    JobAssignment assignment = server.assign(type, input);
    AttemptClient client = new AttemptClient(HTTP, assignment);
    Attempt attempt = new Attempt(client, assignment, Clock.systemUTC(), (_, _) -> {});
    attempt.begin();
    WorkDesk desk =
        new WorkDesk(
            assignment,
            Files.createTempDirectory(folder, "attempt"),
            attempt,
            new ArtifactTransfer(HTTP, client));
    JobCompletion completion =
        new JobRun(new PrintStream(new ByteArrayOutputStream(), true, UTF_8)).run(desk);
    WorkerExit _ = attempt.complete(completion);
    if (completion.outcome() instanceof JobOutcome.Succeeded(JsonNode value)) {
      return ContractJson.mapper().treeToValue(value, result);
    }
    throw new AssertionError("The job did not succeed: " + completion.outcome());
  }
}
