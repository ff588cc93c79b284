package dev.gyre.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.eval.PredictResult;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCheckpoint;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.TrainInput;
import dev.gyre.api.training.TrainResult;
import dev.gyre.worker.attempt.WorkerExit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, against a server and a store of this one. */
class WorkerIT {

  private static final long SEED = 42;

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
  void preparesTrainsAndPredicts() throws Exception {
    Digits digits = new Digits(40, 10, 10);
    byte[] cut = digits.members.getFirst().file();
    digits.members.add(new Digits.Member("train/cut", Split.TRAIN, "0", Arrays.copyOf(cut, 50)));
    digits.members.add(
        new Digits.Member("test/text", Split.TEST, "1", "no picture".getBytes(UTF_8)));
    Digest manifest = digits.store(server.store, folder);

    run(
        "prepare",
        new PrepareInput(manifest, Digits.PREPARATION, Digits.CLASSES, Digits.STREAMS, 100));
    PrepareResult prepared = server.result(PrepareResult.class);
    assertThat(prepared.report().inputs()).isEqualTo(242);
    assertThat(prepared.report().outputs()).isEqualTo(240);
    assertThat(prepared.rejects())
        .extracting(Reject::item, Reject::reason)
        .containsExactly(tuple("test/text", "NOT_AN_IMAGE"), tuple("train/cut", "TRUNCATED"));
    assertThat(prepared.shards())
        .extracting(Shard::split, Shard::samples)
        .containsExactly(
            tuple(Split.TRAIN, 100),
            tuple(Split.TRAIN, 60),
            tuple(Split.VALIDATION, 40),
            tuple(Split.TEST, 40));

    run("train", training(prepared, 12, null));
    TrainResult trained = server.result(TrainResult.class);
    assertThat(trained.metrics().get("validation_accuracy")).isGreaterThan(0.9);
    assertThat(trained.parityDeviation()).isLessThan(1e-4);
    assertThat(trained.classes()).isEqualTo(Digits.CLASSES);
    assertThat(server.store.get(trained.modelPackage())).hasSize((int) trained.size());
    assertThat(server.metrics())
        .extracting(JobMetric::key)
        .contains("train_loss", "validation_loss", "validation_accuracy");
    assertThat(server.lines()).anyMatch(line -> line.startsWith("epoch 12: train loss"));
    Digest checkpoint =
        server.completion().orElseThrow().artifacts().stream()
            .filter(artifact -> artifact.name().equals("checkpoint"))
            .map(JobArtifact::digest)
            .findFirst()
            .orElseThrow();

    run("train", training(prepared, 14, checkpoint));
    assertThat(server.lines())
        .anyMatch(line -> line.startsWith("epoch 13"))
        .noneMatch(line -> line.startsWith("epoch 12"));

    run(
        "predict",
        new PredictInput(trained.modelPackage(), manifest, Split.TEST, "image", "gray", 16));
    PredictResult predicted = server.result(PredictResult.class);
    assertThat(predicted.count()).isEqualTo(40);
    assertThat(predicted.rejects()).extracting(Reject::item).containsExactly("test/text");
    assertThat(shareOfRight(predicted.predictions())).isGreaterThan(0.9);
  }

  @Test
  void goesOnFromACheckpointAsIfItHadNotBeenKilled() throws Exception {
    Digest manifest = new Digits(40, 10, 10).store(server.store, folder);
    run(
        "prepare",
        new PrepareInput(manifest, Digits.PREPARATION, Digits.CLASSES, Digits.STREAMS, 100));
    PrepareResult prepared = server.result(PrepareResult.class);
    int epochs = 300;

    run("train", training(prepared, epochs, null));
    TrainResult undisturbed = server.result(TrainResult.class);
    Map<String, Double> curve = curve(server.metrics());
    assertThat(server.checkpoints()).isNotEmpty();

    JobAssignment first = server.assign("train", training(prepared, epochs, null));
    WorkerProcess killed = WorkerProcess.start(folder, first);
    JobCheckpoint checkpoint = server.awaitCheckpoint(Duration.ofSeconds(60));
    killed.kill();
    assertThat(server.completion()).isEmpty();
    List<JobMetric> points = new ArrayList<>(server.metrics());

    run("train", training(prepared, epochs, checkpoint.artifact().digest()));
    TrainResult resumed = server.result(TrainResult.class);
    assertThat(server.metrics())
        .as("the second attempt measures nothing that the checkpoint holds")
        .allSatisfy(point -> assertThat(point.step()).isGreaterThan(checkpoint.step()));
    points.addAll(server.metrics());
    assertThat(curve(points)).isEqualTo(curve);
    assertThat(resumed).isEqualTo(undisturbed);
    assertThat(server.store.get(resumed.modelPackage()))
        .isEqualTo(server.store.get(undisturbed.modelPackage()));
  }

  /** By name and step; a step that is measured twice must have one value. */
  private static Map<String, Double> curve(List<JobMetric> points) {
    Map<String, Double> curve = new TreeMap<>();
    for (JobMetric point : points) {
      Double before = curve.put(point.key() + " " + point.step(), point.value());
      assertThat(before == null || before.equals(point.value())).as(point.toString()).isTrue();
    }
    return curve;
  }

  @Test
  void completesAsCancelledWhenAsked() throws Exception {
    PrepareResult prepared = prepare();
    server.onHeartbeat((heartbeat, _) -> !heartbeat.metrics().isEmpty());
    JobAssignment assignment = server.assign("train", training(prepared, 10_000, null));

    assertThat(WorkerProcess.start(folder, assignment).await()).isZero();
    assertThat(server.completion().orElseThrow().outcome())
        .isInstanceOf(JobOutcome.Cancelled.class);
  }

  @Test
  void endsWithoutCompletingWhenFenced() throws Exception {
    PrepareResult prepared = prepare();
    server.onHeartbeat((heartbeat, fake) -> {
      if (!heartbeat.metrics().isEmpty()) {
        fake.fence();
      }
      return false;
    });
    JobAssignment assignment = server.assign("train", training(prepared, 10_000, null));

    WorkerProcess worker = WorkerProcess.start(folder, assignment);
    assertThat(worker.await()).isEqualTo(WorkerExit.FENCED.code());
    assertThat(server.completion()).isEmpty();
    assertThat(worker.output()).contains("FENCED").doesNotContain(assignment.token());
  }

  @Test
  void endsWhenTheServerIsGone() throws Exception {
    PrepareResult prepared = prepare();
    server.leaseFor(Duration.ofSeconds(2));
    JobAssignment assignment = server.assign("train", training(prepared, 10_000, null));
    server.onHeartbeat((heartbeat, fake) -> {
      if (!heartbeat.metrics().isEmpty()) {
        Thread.ofPlatform().start(fake::close);
      }
      return false;
    });

    WorkerProcess worker = WorkerProcess.start(folder, assignment);
    assertThat(worker.await()).isEqualTo(WorkerExit.LEASE_ENDED.code());
    assertThat(worker.output()).contains("No heartbeat was answered until the lease ended");
  }

  @Test
  void refusesBytesWithAnotherDigest() throws Exception {
    Digits digits = new Digits(2, 1, 1);
    Digest manifest = digits.store(server.store, folder);
    server.store.damage(Digest.of(digits.members.get(3).file()));

    run(
        "prepare",
        new PrepareInput(manifest, Digits.PREPARATION, Digits.CLASSES, Digits.STREAMS, 100));
    assertThat(server.completion().orElseThrow().outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(JobOutcome.Fault.PLATFORM);
              assertThat(failed.message())
                  .contains(Digest.of(digits.members.get(3).file()).hex())
                  .contains("thrown away");
            });
  }

  @Test
  void saysNothingOfALineThatIsNoAssignment() throws Exception {
    WorkerProcess worker =
        WorkerProcess.start(folder.resolve("attempt"), "{\"token\":\"secret-of-another\"}");
    assertThat(worker.await()).isEqualTo(WorkerExit.BAD_ASSIGNMENT.code());
    assertThat(worker.output()).doesNotContain("secret-of-another");
  }

  private void run(String type, Object input) throws Exception {
    JobAssignment assignment = server.assign(type, input);
    WorkerProcess worker = WorkerProcess.start(folder, assignment);
    int exit = worker.await();
    String output = worker.output();
    assertThat(exit).as(output).isZero();
    assertThat(output).doesNotContain(assignment.token());
    assertThat(worker.strays()).isEmpty();
  }

  private PrepareResult prepare() throws Exception {
    Digest manifest = new Digits(10, 2, 2).store(server.store, folder);
    run(
        "prepare",
        new PrepareInput(manifest, Digits.PREPARATION, Digits.CLASSES, Digits.STREAMS, 100));
    return server.result(PrepareResult.class);
  }

  private static TrainInput training(
      PrepareResult prepared, int epochs, @Nullable Digest checkpoint) {
    return new TrainInput(
        prepared.shards(),
        prepared.index(),
        Digits.CLASSES,
        Digits.STREAMS,
        Digits.PREPARATION,
        new RecipeSpec("cnn-small", epochs, 16, 0.005, true, 1),
        SEED,
        "0123456789abcdef0123456789abcdef",
        checkpoint);
  }

  private double shareOfRight(Digest predictions) throws Exception {
    Path file = Files.write(folder.resolve("predictions.parquet"), server.store.get(predictions));
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select avg((class_name = predicted)::int), min(list_sum(probabilities)),
                  bool_and(abs(list_max(probabilities) - confidence) < 1e-6)
                from read_parquet('%s')\
                """
                    .formatted(file))) {
      assertThat(row.next()).isTrue();
      assertThat(row.getDouble(2)).isGreaterThan(0.999);
      assertThat(row.getBoolean(3)).isTrue();
      return row.getDouble(1);
    }
  }
}
