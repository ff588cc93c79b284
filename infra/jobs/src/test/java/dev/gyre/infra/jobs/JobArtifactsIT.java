package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.api.job.JobUrls;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import dev.gyre.infra.artifactstore.Upload;
import dev.gyre.infra.postgres.ServiceName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk inputs and results of a job, in the store. */
class JobArtifactsIT {

  private static final byte[] BYTES = "a model".getBytes(StandardCharsets.UTF_8);

  private JobFixture fixture;
  private InMemoryArtifactStore store;
  private RecordingHandler handler;
  private JobEngine engine;

  @BeforeEach
  void create() {
    fixture = new JobFixture();
    store = new InMemoryArtifactStore(fixture.clock);
    handler = new RecordingHandler(fixture.database, "train");
    engine =
        new JobEngine(
            ServiceName.DATA,
            fixture.database,
            List.of(handler),
            new JobWorkers(
                fixture.executor,
                new StoredJobArtifacts(store, 1 << 20),
                () -> URI.create("http://localhost:8080")),
            JobFixture.PROPERTIES);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void keepsWhatAWorkerUploadedBeforeTheResultHasItsEffect() {
    AttemptId attempt = started("{}");
    engine.complete(attempt, completion(upload(attempt, BYTES), Digest.of(BYTES)));
    assertThat(engine.get(attempt.job()).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(store.find(Digest.of(BYTES))).isPresent();
  }

  @Test
  void triesAgainIfAnUploadIsNotWhatTheWorkerSays() {
    AttemptId attempt = started("{}");
    engine.complete(
        attempt,
        completion(upload(attempt, "damaged".getBytes(StandardCharsets.UTF_8)), Digest.of(BYTES)));
    assertThat(engine.get(attempt.job()).state()).isEqualTo(JobState.QUEUED);
    assertThat(handler.effects()).isEmpty();
    assertThat(store.find(Digest.of(BYTES))).isEmpty();
  }

  @Test
  void takesNoArtifactThatTheWorkerKnowsButHasNotUploaded() {
    store.put(BYTES, "a/b");
    AttemptId attempt = started("{}");
    String nothing =
        engine.urls(attempt, new JobUrlQuery(List.of(), 1)).uploads().getFirst().upload();
    engine.complete(attempt, completion(nothing, Digest.of(BYTES)));
    assertThat(engine.get(attempt.job()).state()).isEqualTo(JobState.QUEUED);
    assertThat(engine.get(attempt.job()).note()).contains("upload", nothing);
    assertThat(handler.effects()).isEmpty();
  }

  @Test
  void leavesNoUploadBehind() {
    AttemptId attempt = started("{}");
    engine.complete(attempt, completion(upload(attempt, BYTES), Digest.of(BYTES)));
    assertThat(store.discardUploads(fixture.clock.instant().plusSeconds(1))).isZero();
  }

  @Test
  void answersAnAddressForEachInput() {
    Digest input = store.put(BYTES, "a/b").digest();
    AttemptId attempt = started("{\"weights\":\"%s\"}".formatted(input));
    assertThat(engine.urls(attempt, new JobUrlQuery(List.of(input), 2)))
        .satisfies(urls -> {
          assertThat(urls.inputs()).extracting(JobUrls.Input::digest).containsExactly(input);
          assertThat(urls.uploads()).hasSize(2);
        });
  }

  @Test
  void keepsACheckpointForTheHolderAlone() {
    AttemptId first = started("{}");
    engine.checkpoint(first, new JobCheckpoint(7, artifact(upload(first, BYTES), BYTES)));
    assertThat(handler.effects()).containsExactly("checkpoint 7");
    assertThat(store.find(Digest.of(BYTES))).isPresent();

    byte[] later = "a later state".getBytes(StandardCharsets.UTF_8);
    JobCheckpoint late = new JobCheckpoint(8, artifact(upload(first, later), later));
    fixture.clock.advance(JobFixture.PROPERTIES.lease().plusSeconds(1));
    engine.tick();
    assertThatThrownBy(() -> engine.checkpoint(first, late))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FENCED));

    fixture.clock.advance(RecordingHandler.POLICY.maxBackOff());
    engine.tick();
    assertThat(engine.get(first.job()).attempt()).isEqualTo(2);
    assertThatThrownBy(() -> engine.checkpoint(first, late)).hasMessageContaining("no longer");
    assertThat(handler.effects()).containsExactly("checkpoint 7");
    assertThat(store.find(Digest.of(later))).isEmpty();
  }

  @Test
  void keepsNoCheckpointWhoseBytesDiffer() {
    AttemptId attempt = started("{}");
    String upload = upload(attempt, "damaged".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(
            () -> engine.checkpoint(attempt, new JobCheckpoint(7, artifact(upload, BYTES))))
        .isInstanceOf(PlatformException.class);
    assertThat(handler.effects()).isEmpty();
    assertThat(engine.get(attempt.job()).state()).isEqualTo(JobState.RUNNING);
  }

  private static JobArtifact artifact(String upload, byte[] bytes) {
    return new JobArtifact("checkpoint", Digest.of(bytes), bytes.length, "a/b", upload);
  }

  private AttemptId started(String input) {
    JobId job =
        fixture.submit(
            engine,
            JobSubmission.of(JobFixture.PROJECT, handler.type(), "run/1", JobFixture.json(input)));
    engine.tick();
    return new AttemptId(job, 1);
  }

  private String upload(AttemptId attempt, byte[] bytes) {
    JobUrls urls = engine.urls(attempt, new JobUrlQuery(List.of(), 1));
    JobUrls.Upload upload = urls.uploads().getFirst();
    store.receive(new Upload(upload.upload(), upload.url(), urls.expires()), bytes);
    return upload.upload();
  }

  private static JobCompletion completion(String upload, Digest digest) {
    return new JobCompletion(
        new JobOutcome.Succeeded(JobFixture.json("{}")),
        List.of(new JobArtifact("model", digest, BYTES.length, "a/b", upload)));
  }
}
