package dev.gyre.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gyre.api.Digest;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.data.SimulateInput;
import dev.gyre.api.data.SimulateResult;
import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskKind;
import dev.gyre.scenes.Frame;
import dev.gyre.scenes.SceneClass;
import dev.gyre.scenes.Sensor;
import dev.gyre.scenes.Simulation;
import dev.gyre.scenes.scenario.Scenario;
import dev.gyre.worker.attempt.Attempt;
import dev.gyre.worker.attempt.AttemptClient;
import dev.gyre.worker.attempt.WorkerExit;
import dev.gyre.worker.job.JobRun;
import dev.gyre.worker.job.WorkDesk;
import dev.gyre.worker.transfer.ArtifactTransfer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SimulateTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SCENARIO =
      """
      {"name": "small", "image": {"widthPx": 64, "heightPx": 48}, "durationSeconds": 1,
       "ratesHz": {"rgb": 10}, "time": {"hour": 22}, "weather": {"rain": 0.5}}
      """;

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

  /** Cars and roads by their names, people under another one, all else not scored. */
  private static TaskContract contract() {
    return new TaskContract(
        TaskKind.SEGMENTATION,
        List.of("road", "car", "person"),
        List.of(
            new StreamSpec("front", StreamSpec.IMAGE, true, 3),
            new StreamSpec("range", StreamSpec.DEPTH, true, null),
            new StreamSpec("pose", StreamSpec.POSE, false, null)),
        List.of(new FieldSpec("night", FieldType.BOOL), new FieldSpec("rain", FieldType.BOOL)),
        List.of(),
        Rightness.MEAN_IOU,
        0.5,
        List.of(new MetricRule(Metric.ACCURACY, 0.5, null)),
        List.of(),
        0.1,
        InsufficientEvidence.REFUSE,
        null);
  }

  private static SimulateInput input(int shards, int shard) {
    Scenario scenario = Scenario.parse(SCENARIO);
    NewSimulation spec =
        new NewSimulation(ScenarioId.next(), 5, 2, 3, 2, shards, Map.of("pedestrian", "person"));
    return new SimulateInput(
        ContractJson.mapper().readTree(SCENARIO),
        new Digest(scenario.hash()),
        spec,
        spec.from(shard),
        spec.from(shard + 1),
        contract());
  }

  private JobOutcome outcome(SimulateInput input) {
    JobAssignment assignment = server.assign("simulate", input);
    AttemptClient client = new AttemptClient(HTTP, assignment);
    Attempt attempt = new Attempt(client, assignment, Clock.systemUTC(), (_, _) -> {});
    attempt.begin();
    WorkDesk desk = new WorkDesk(assignment, folder, attempt, new ArtifactTransfer(HTTP, client));
    PrintStream faults = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    JobCompletion completion = new JobRun(faults).run(desk);
    WorkerExit _ = attempt.complete(completion);
    return completion.outcome();
  }

  private SimulateResult run(SimulateInput input) {
    if (outcome(input) instanceof JobOutcome.Succeeded(JsonNode result)) {
      return ContractJson.mapper().treeToValue(result, SimulateResult.class);
    }
    throw new AssertionError("The job did not succeed");
  }

  private Map<String, byte[]> files(SimulateResult result) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    byte[] archive = server.store.get(result.archive());
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        files.put(entry.getName(), zip.readAllBytes());
        entry = zip.getNextEntry();
      }
    }
    return files;
  }

  private static List<JsonNode> lines(Map<String, byte[]> files) {
    return new String(Objects.requireNonNull(files.get("samples.jsonl")), StandardCharsets.UTF_8)
        .lines()
        .map(ContractJson.mapper()::readTree)
        .toList();
  }

  private static Raster png(Map<String, byte[]> files, JsonNode place) throws IOException {
    byte[] bytes = Objects.requireNonNull(files.get(place.get("file").asString()));
    return ImageIO.read(new ByteArrayInputStream(bytes)).getRaster();
  }

  private static JsonNode map(JsonNode line, String kind) {
    for (JsonNode annotation : line.get("annotations")) {
      if (annotation.get("geometry").get("kind").asString().equals(kind)) {
        assertThat(annotation.get("source").asString()).isEqualTo("SIMULATOR");
        assertThat(annotation.get("target").asString()).isEqualTo("front");
        return annotation;
      }
    }
    throw new AssertionError("There is no " + kind);
  }

  @Test
  void writesWhatTheSimulatorShowsUnderTheNamesOfTheContract() throws IOException {
    Map<String, byte[]> files = files(run(input(1, 0)));

    List<JsonNode> lines = lines(files);
    assertThat(lines).hasSize(4);
    JsonNode line = lines.get(3);
    Simulation simulation = Simulation.of(Scenario.parse(SCENARIO), 6);
    Frame frame =
        simulation.frame(
            4,
            EnumSet.of(
                Sensor.RGB, Sensor.DEPTH_MM, Sensor.SEMANTIC, Sensor.INSTANCE, Sensor.BOXES));
    String sequence = "small-%s/6".formatted(simulation.scenario().hash().substring(0, 12));
    assertThat(line.get("key").asString()).isEqualTo(sequence + "/00004");
    assertThat(line.get("sequence").asString()).isEqualTo(sequence);
    assertThat(line.get("time_ns").asString()).isEqualTo("400000000");
    assertThat(line.get("scope").asString()).isEqualTo("CHECKED");
    JsonNode facts = line.get("metadata");
    assertThat(facts.get("night").booleanValue()).isTrue();
    assertThat(facts.get("rain").booleanValue()).as("typed by the contract").isTrue();
    assertThat(facts.get("clouds").isNumber()).isTrue();
    JsonNode streams = line.get("streams");
    Raster rgb = png(files, streams.get("front"));
    Raster depth = png(files, streams.get("range"));
    Raster labels = png(files, map(line, "LABEL_MAP").get("geometry"));
    Raster instances = png(files, map(line, "INSTANCE_MAP").get("geometry"));
    byte[] rgbOf = Objects.requireNonNull(frame.rgb());
    short[] depthMmOf = Objects.requireNonNull(frame.depthMm());
    short[] instanceOf = Objects.requireNonNull(frame.instance());
    byte[] semanticOf = Objects.requireNonNull(frame.semantic());
    for (int i = 0; i < 64 * 48; i++) {
      int x = i % 64;
      int y = i / 64;
      assertThat(rgb.getSample(x, y, 2)).isEqualTo(rgbOf[3 * i + 2] & 0xff);
      assertThat(depth.getSample(x, y, 0)).isEqualTo(depthMmOf[i] & 0xffff);
      assertThat(instances.getSample(x, y, 0)).isEqualTo(instanceOf[i] & 0xffff);
      assertThat(labels.getSample(x, y, 0)).isEqualTo(id(semanticOf[i]));
    }
    assertThat(streams.get("range").get("attributes").get("scale").doubleValue()).isEqualTo(0.001);
    pose(files, streams.get("pose"));
  }

  private static int id(int semantic) {
    if (semantic == SceneClass.ROAD.id()) {
      return 0;
    }
    return semantic == SceneClass.CAR.id() ? 1 : semantic == SceneClass.PEDESTRIAN.id() ? 2 : 255;
  }

  private static void pose(Map<String, byte[]> files, JsonNode place) {
    double[] pose =
        ContractJson.mapper()
            .readValue(
                Objects.requireNonNull(files.get(place.get("file").asString())), double[].class);
    double norm = 0;
    for (int i = 3; i < 7; i++) {
      norm += pose[i] * pose[i];
    }
    assertThat(pose).hasSize(7);
    assertThat(norm).isEqualTo(1, within(1e-9));
  }

  @Test
  void givesEqualBytesAgainAndTheSameSamplesInAnyNumberOfShards() throws IOException {
    SimulateResult whole = run(input(1, 0));

    assertThat(run(input(1, 0))).isEqualTo(whole);
    List<JsonNode> apart = new ArrayList<>(lines(files(run(input(3, 0)))));
    apart.addAll(lines(files(run(input(3, 1)))));
    apart.addAll(lines(files(run(input(3, 2)))));
    assertThat(apart).isEqualTo(lines(files(whole)));
  }

  @Test
  void refusesAScenarioThatIsAnotherOneHere() {
    SimulateInput good = input(1, 0);
    SimulateInput other =
        new SimulateInput(
            good.scenario(),
            new Digest("0".repeat(64)),
            good.spec(),
            good.from(),
            good.to(),
            good.contract());

    assertThat(outcome(other))
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.message()).contains("release"));
  }
}
