package dev.gyre.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobMetric;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.TrainInput;
import dev.gyre.api.training.TrainResult;
import dev.gyre.onnx.ModelPackage;
import dev.gyre.onnx.Parity;
import dev.gyre.onnx.RuntimeSession;
import dev.gyre.onnx.SegmenterGraph;
import dev.gyre.onnx.Tensor;
import dev.gyre.onnx.TensorSpec;
import dev.gyre.streams.preparation.PreparationReport;
import dev.gyre.worker.job.StreetSamples;
import dev.gyre.worker.job.Streets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmentation over colour and depth, trained by the program in a process of its own. */
class SegmentationIT {

  private static final int TRAIN = 40;
  private static final int VALIDATION = 12;
  private static final int EPOCHS = 12;

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
  void learnsStreetsAndAnswersInTheRuntimeAsInTraining() throws Exception {
    PreparationReport prepared = Streets.prepare(folder.resolve("set"), TRAIN, VALIDATION);
    List<Shard> shards = shards(prepared);

    JobAssignment assignment =
        server.assign("train", input(shards, Streets.PREPARATION, "unet-small"));
    WorkerProcess worker = WorkerProcess.start(folder, assignment);
    assertThat(worker.await()).as(worker.output()).isZero();
    TrainResult trained = server.result(TrainResult.class);

    double meanIou = requireNonNull(trained.metrics().get("validation_mean_iou"));
    StreetSamples validation = StreetSamples.read(folder.resolve("set/validation-000000.tar"));
    double road = validation.meanIou(_ -> constant(Streets.CLASSES.indexOf("road")));
    assertThat(meanIou).as("all road is %s", road).isGreaterThan(0.3).isGreaterThan(3 * road);
    assertThat(server.metrics())
        .extracting(JobMetric::key)
        .contains("train_loss", "validation_loss", "validation_mean_iou", "validation_iou_road")
        .allMatch(key -> key.matches("train_loss|validation_[a-z_]+"));
    assertThat(server.metrics().stream().filter(m -> m.key().equals("validation_mean_iou")))
        .hasSize(EPOCHS);
    assertThat(server.lines()).anyMatch(line -> line.matches("epoch 12: .*, mean IoU 0\\.\\d+"));

    ModelPackage model = ModelPackage.read(server.store.get(trained.modelPackage()));
    assertThat(trained.parityDeviation()).isLessThan(Parity.RELATIVE_TOLERANCE);
    assertThat(model.signature().inputs())
        .extracting(TensorSpec::name)
        .containsExactly("front", "range");
    assertThat(model.signature().classNames()).isEqualTo(Streets.CLASSES);
    try (RuntimeSession session =
        RuntimeSession.open(model.onnx(), RuntimeSession.Settings.DEFAULT)) {
      double answered =
          validation.meanIou(
              stored -> requireNonNull(session.run(stored).get(SegmenterGraph.CLASS_MAP)));
      assertThat(answered).isCloseTo(meanIou, within(1e-3));
    }
  }

  @Test
  void refusesByNameWhatCannotBeLearntOrRepeated() throws Exception {
    List<Shard> none = List.of();
    PreparationSpec flipped =
        new PreparationSpec(
            Streets.PREPARATION.streams(),
            List.of(new TransformSpec.Flip(true)),
            Streets.PREPARATION.modelInput());
    PreparationSpec without =
        new PreparationSpec(
            Streets.PREPARATION.inputs(), List.of(), Streets.PREPARATION.modelInput());

    assertThat(refusal(input(none, flipped, "unet-small"))).contains("geometry", "Flip");
    assertThat(refusal(input(none, without, "unet-small"))).contains("0 truths", "one label map");
    assertThat(refusal(input(none, Streets.PREPARATION, "cnn-small")))
        .contains("one picture of eight bits");
  }

  private String refusal(TrainInput input) throws Exception {
    JobAssignment assignment = server.assign("train", input);
    WorkerProcess worker = WorkerProcess.start(folder, assignment);
    assertThat(worker.await()).as(worker.output()).isZero();
    if (server.completion().orElseThrow().outcome() instanceof JobOutcome.Failed failed) {
      assertThat(failed.fault()).isEqualTo(JobOutcome.Fault.USER);
      return failed.message();
    }
    throw new AssertionError("It was not refused");
  }

  private static TrainInput input(List<Shard> shards, PreparationSpec spec, String architecture) {
    return new TrainInput(
        shards,
        Digest.of(new byte[0]),
        Streets.CLASSES,
        Streets.STREAMS,
        spec,
        new RecipeSpec(architecture, EPOCHS, 8, 0.01, true, 1),
        7,
        "0123456789abcdef0123456789abcdef",
        null);
  }

  private List<Shard> shards(PreparationReport prepared) {
    return prepared.shards().stream()
        .map(shard ->
            new Shard(
                shard.name(),
                server.store.add(folder.resolve("set").resolve(shard.name())),
                shard.sizeBytes(),
                Split.valueOf(
                    shard.name().substring(0, shard.name().indexOf('-')).toUpperCase(Locale.ROOT)),
                Math.toIntExact(shard.samples())))
        .toList();
  }

  private static Tensor constant(int index) {
    byte[] map = new byte[Streets.HEIGHT * Streets.WIDTH];
    Arrays.fill(map, (byte) index);
    return Tensor.ofUint8(map, 1, Streets.HEIGHT, Streets.WIDTH);
  }
}
