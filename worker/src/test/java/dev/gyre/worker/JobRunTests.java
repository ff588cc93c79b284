package dev.gyre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobOutcome.Failed;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.job.JobRun;
import dev.gyre.worker.job.WorkDesk;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private FakeServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void refusesATypeThatItDoesNotKnow() {
    assertThat(failure("bake", Map.of()))
        .isEqualTo(
            new Failed(
                JobOutcome.Fault.USER,
                "INVALID_ARGUMENT",
                "type is 'bake'; it must be 'prepare', 'train', 'predict' or 'simulate'"));
  }

  @Test
  void refusesAnInputOfAnotherForm() {
    Failed failed = failure("train", Map.of("shards", 3));
    assertThat(failed.code()).isEqualTo("UNREADABLE_BODY");
    assertThat(failed.message()).contains("TrainInput");
  }

  @Test
  void passesOnWhatTheServerRefuses() {
    Digest absent = Digest.of(new byte[] {1});
    Failed failed = failure("predict", Digits.prediction(absent, absent));
    assertThat(failed.code()).isEqualTo("NOT_FOUND");
    assertThat(failed.message()).contains(absent.hex());
  }

  @Test
  void refusesAPackageThatIsNone() {
    Digest text = server.store.add("no package".getBytes(StandardCharsets.UTF_8));
    Failed failed = failure("predict", Digits.prediction(text, text));
    assertThat(failed.fault()).isEqualTo(JobOutcome.Fault.USER);
    assertThat(failed.code()).isEqualTo("UNSUPPORTED_MODEL");
  }

  private Failed failure(String type, Object input) {
    JobAssignment assignment = server.assign(type, input);
    AttemptClient client = new AttemptClient(HTTP, assignment);
    Attempt attempt = new Attempt(client, assignment, Clock.systemUTC(), (_, _) -> {});
    WorkDesk desk = new WorkDesk(assignment, folder, attempt, new ArtifactTransfer(HTTP, client));
    PrintStream faults = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return (Failed) new JobRun(faults).run(desk).outcome();
  }
}
