package dev.gyre.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.data.SimulateInput;
import dev.gyre.api.data.SimulateResult;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ElementType;
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
import dev.gyre.streams.array.NdArray;
import dev.gyre.streams.codec.Codecs;
import dev.gyre.streams.preparation.PreparedReader;
import dev.gyre.streams.preparation.PreparedSample;
import dev.gyre.worker.job.ShardSpecs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** From rendered scenes to shards: what nothing resizes is what the simulator computed. */
class SimulatedPreparationTests {

  private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};
  private static final TypeReference<Map<String, Integer>> TABLE = new TypeReference<>() {};
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final String SCENARIO =
      """
      {"name": "small", "image": {"widthPx": 64, "heightPx": 48}, "durationSeconds": 1,
       "ratesHz": {"rgb": 10}, "time": {"hour": 12}}
      """;
  private static final List<String> CLASSES = List.of("road", "car", "sky");
  private static final List<StreamSpec> STREAMS =
      List.of(
          new StreamSpec("rgb", StreamSpec.IMAGE, true, 3),
          new StreamSpec(
              "depth",
              StreamSpec.DEPTH,
              true,
              null,
              "m",
              ElementType.UINT16,
              null,
              0.001,
              null,
              0.0,
              null,
              null),
          new StreamSpec("pose", StreamSpec.POSE, false, null));
  private static final PreparationSpec SPEC =
      new PreparationSpec(
          List.of(
              PreparedStreamSpec.picture("rgb", "rgb"),
              PreparedStreamSpec.input("depth"),
              PreparedStreamSpec.input("pose"),
              PreparedStreamSpec.labels("truth", "rgb"),
              new PreparedStreamSpec(
                  "objects",
                  PreparedStreamSpec.TRUTH,
                  null,
                  null,
                  false,
                  null,
                  new TruthSpec("rgb", TruthSpec.INSTANCE_MAP))),
          List.of(),
          ModelInputSpec.of(
              HEIGHT, WIDTH, "rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)));

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

  private static SimulateInput input() {
    Scenario scenario = Scenario.parse(SCENARIO);
    NewSimulation spec = new NewSimulation(ScenarioId.next(), 5, 1, 3, 2, 1, Map.of());
    TaskContract contract =
        new TaskContract(
            TaskKind.SEGMENTATION,
            CLASSES,
            STREAMS,
            List.of(),
            List.of(),
            Rightness.MEAN_IOU,
            0.5,
            List.of(new MetricRule(Metric.ACCURACY, 0.5, null)),
            List.of(),
            0.1,
            InsufficientEvidence.REFUSE,
            null);
    return new SimulateInput(
        ContractJson.mapper().readTree(SCENARIO),
        new Digest(scenario.hash()),
        spec,
        spec.from(0),
        spec.from(1),
        contract);
  }

  /** The archive as a dataset version would hold it. */
  private List<TestManifest.Row> rows(SimulateResult simulated) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(server.store.get(simulated.archive())))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        files.put(entry.getName(), zip.readAllBytes());
        entry = zip.getNextEntry();
      }
    }
    String lines =
        new String(Objects.requireNonNull(files.get("samples.jsonl")), StandardCharsets.UTF_8);
    return lines
        .lines()
        .map(ContractJson.mapper()::readTree)
        .map(line ->
            new TestManifest.Row(
                line.get("key").stringValue(),
                Split.TRAIN,
                null,
                Long.parseLong(line.get("time_ns").stringValue()),
                items(line, files),
                maps(line, files)))
        .toList();
  }

  private static byte[] file(JsonNode place, Map<String, byte[]> files) {
    return Objects.requireNonNull(files.get(place.get("file").stringValue()));
  }

  private List<StreamItem> items(JsonNode line, Map<String, byte[]> files) {
    List<StreamItem> items = new ArrayList<>();
    for (StreamSpec stream : STREAMS) {
      JsonNode item = line.get("streams").get(stream.name());
      byte[] bytes = file(item, files);
      items.add(
          new StreamItem(
              stream.name(),
              server.store.add(bytes),
              "application/octet-stream",
              bytes.length,
              ContractJson.mapper().readValue(item.get("attributes").toString(), ATTRIBUTES)));
    }
    return items;
  }

  private List<AcceptedAnnotation> maps(JsonNode line, Map<String, byte[]> files) {
    List<AcceptedAnnotation> maps = new ArrayList<>();
    for (JsonNode annotation : line.get("annotations")) {
      JsonNode geometry = annotation.get("geometry");
      if (geometry.has("file")) {
        maps.add(
            new AcceptedAnnotation(
                "rgb",
                null,
                map(geometry, file(geometry, files)),
                Map.of(),
                null,
                false,
                false,
                AnnotationSource.SIMULATOR));
      }
    }
    return maps;
  }

  private Geometry map(JsonNode geometry, byte[] bytes) {
    Digest artifact = server.store.add(bytes);
    return geometry.has("table")
        ? new Geometry.LabelMap(
            artifact,
            "image/png",
            bytes.length,
            ContractJson.mapper().readValue(geometry.get("table").toString(), TABLE),
            geometry.get("ignore_id").intValue())
        : new Geometry.InstanceMap(artifact, "image/png", bytes.length);
  }

  @Test
  void holdsWhatTheSimulatorComputed() throws Exception {
    SimulateResult simulated =
        InProcess.run(server, folder, "simulate", input(), SimulateResult.class);
    Digest manifest = TestManifest.store(server.store, folder, rows(simulated));

    PrepareResult prepared =
        InProcess.run(
            server,
            folder,
            "prepare",
            new PrepareInput(manifest, SPEC, CLASSES, STREAMS, 100),
            PrepareResult.class);

    assertThat(prepared.rejects()).isEmpty();
    Path shard =
        Files.write(
            folder.resolve("shard.tar"), server.store.get(prepared.shards().getFirst().artifact()));
    Simulation simulation = Simulation.of(Scenario.parse(SCENARIO), 5);
    try (PreparedReader reader =
        PreparedReader.open(shard, ShardSpecs.of(SPEC, CLASSES, STREAMS), Codecs.standard())) {
      for (int frame = 3; frame < 5; frame++) {
        requireEqual(
            reader.next().orElseThrow(),
            simulation.frame(
                frame, EnumSet.of(Sensor.RGB, Sensor.DEPTH_MM, Sensor.SEMANTIC, Sensor.INSTANCE)));
      }
      assertThat(reader.next()).isEqualTo(Optional.empty());
    }
  }

  private static void requireEqual(PreparedSample sample, Frame frame) {
    assertThat(sample.stream("rgb"))
        .isEqualTo(NdArray.uint8(Objects.requireNonNull(frame.rgb()), HEIGHT, WIDTH, 3));
    assertThat(sample.stream("depth"))
        .isEqualTo(NdArray.uint16(Objects.requireNonNull(frame.depthMm()), HEIGHT, WIDTH));
    assertThat(sample.stream("objects"))
        .isEqualTo(NdArray.uint16(Objects.requireNonNull(frame.instance()), HEIGHT, WIDTH));
    byte[] semantic = Objects.requireNonNull(frame.semantic());
    byte[] classes = new byte[semantic.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (byte) classOf(semantic[i]);
    }
    assertThat(sample.stream("truth")).isEqualTo(NdArray.uint8(classes, HEIGHT, WIDTH));
    assertThat(sample.stream("pose").at(0)).isFinite();
  }

  private static int classOf(int id) {
    for (SceneClass each : SceneClass.values()) {
      if (each.id() == id) {
        int place = CLASSES.indexOf(each.label());
        return place < 0 ? 255 : place;
      }
    }
    return 255;
  }
}
