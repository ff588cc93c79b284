package dev.gyre.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.json.ContractJson;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.attempt.WorkerExit;
import dev.gyre.worker.transfer.ArtifactTransfer;
import dev.gyre.worker.transfer.Wanted;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private FakeServer server;
  private final CompletableFuture<WorkerExit> end = new CompletableFuture<>();

  @BeforeEach
  void startServer() throws Exception {
    server = new FakeServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void reportsAllBeforeItCompletes() {
    Attempt attempt = begin();
    attempt.say("one\ntwo");
    attempt.measure("loss", 0.5, 3);
    attempt.progress(0.5, "Half");

    assertThat(attempt.complete(success())).isEqualTo(WorkerExit.COMPLETED);
    assertThat(server.lines()).containsExactly("one", "two");
    assertThat(server.metrics()).singleElement().satisfies(m -> assertThat(m.step()).isEqualTo(3));
    assertThat(server.heartbeats().getLast().progress()).isEqualTo(0.5);
    assertThat(end).isNotDone();
  }

  @Test
  void repeatsAHeartbeatAsItWas() {
    server.leaseFor(Duration.ofSeconds(2));
    JobAssignment assignment = server.assign("train", Map.of());
    server.failNext(2);
    Attempt attempt = begin(assignment);
    attempt.say("after");

    assertThat(attempt.complete(success())).isEqualTo(WorkerExit.COMPLETED);
    assertThat(server.refusedSequences()).containsExactly(1, 1);
    assertThat(server.heartbeats()).extracting(JobHeartbeat::sequence).startsWith(1);
  }

  @Test
  void repeatsACompletionThatFoundNoRoom() {
    Attempt attempt = begin();
    attempt.say("first");
    server.onHeartbeat((heartbeat, fake) -> {
      if (!heartbeat.lines().isEmpty()) {
        fake.failNext(2);
      }
      return false;
    });

    assertThat(attempt.complete(success())).isEqualTo(WorkerExit.COMPLETED);
    assertThat(server.completion()).isPresent();
  }

  @Test
  void tellsOfAFailureWhenTheResultIsRefused() {
    server.refuseResults();
    Attempt attempt = begin();

    assertThat(attempt.complete(success())).isEqualTo(WorkerExit.COMPLETED);
    assertThat(server.refused()).hasSize(1);
    assertThat(server.completion().orElseThrow().outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("did not take the result"));
  }

  @Test
  void endsWhenTheTokenIsNoLongerKnown() throws Exception {
    begin();
    JobAssignment _ = server.assign("train", Map.of());
    assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(WorkerExit.FENCED);
  }

  @Test
  void fetchesManyArtifactsDespiteFailures() throws Exception {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Digest digest = server.store.add(("item " + i).getBytes(StandardCharsets.UTF_8));
      wanted.add(new Wanted(digest, folder.resolve("item-" + i), 100));
    }
    ArtifactTransfer transfer = transfer();
    server.store.failNext(3);

    transfer.fetch(wanted);
    assertThat(IntStream.range(0, 300))
        .allSatisfy(
            i -> assertThat(Files.readString(folder.resolve("item-" + i))).isEqualTo("item " + i));
  }

  @Test
  void keepsNothingThatIsLargerThanAllowed() {
    Digest digest = server.store.add(new byte[1000]);
    Path target = folder.resolve("large");

    assertThatThrownBy(() -> transfer().fetch(digest, target, 999))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThat(folder).isEmptyDirectory();
  }

  private Attempt begin() {
    return begin(server.assign("train", Map.of()));
  }

  private Attempt begin(JobAssignment assignment) {
    Attempt attempt =
        new Attempt(
            new AttemptClient(HTTP, assignment),
            assignment,
            Clock.systemUTC(),
            (exit, _) -> end.complete(exit));
    attempt.begin();
    return attempt;
  }

  private ArtifactTransfer transfer() {
    return new ArtifactTransfer(HTTP, new AttemptClient(HTTP, server.assign("train", Map.of())));
  }

  private static JobCompletion success() {
    return new JobCompletion(
        new JobOutcome.Succeeded(ContractJson.mapper().createObjectNode()), List.of());
  }
}
