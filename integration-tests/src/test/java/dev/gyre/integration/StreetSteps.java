package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.NewScenario;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenariosApi;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationState;
import dev.gyre.api.data.SimulationsApi;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobsApi;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ElementType;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import dev.gyre.cli.Server;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * A project of simulated streets, from its scenario to a prepared set; made once for each topology.
 */
record StreetSteps(Connection site, DatasetVersion dataset, PreparedSet prepared) {

  static final List<String> CLASSES = List.of("road", "car", "building", "sky");
  static final int WIDTH = 96;
  static final int HEIGHT = 64;

  /** Scenes times the frames of each. */
  static final int PICTURES = 24;

  static final PreparedStreamSpec DEPTH =
      PreparedStreamSpec.input("depth").with(new ResizeSpec(WIDTH, HEIGHT, "nearest")).asOptional();

  private static final TaskContract CONTRACT =
      new TaskContract(
          TaskKind.SEGMENTATION,
          CLASSES,
          List.of(
              new StreamSpec("rgb", StreamSpec.IMAGE, true, 3),
              new StreamSpec(
                  "depth",
                  StreamSpec.DEPTH,
                  false,
                  null,
                  "m",
                  ElementType.UINT16,
                  null,
                  0.001,
                  null,
                  0.0,
                  null,
                  null)),
          List.of(new FieldSpec("night", FieldType.BOOL)),
          List.of(),
          Rightness.MEAN_IOU,
          0.3,
          List.of(new MetricRule(Metric.ACCURACY, 0.1, null)),
          List.of(),
          0.5,
          InsufficientEvidence.PASS,
          null);

  private static final Set<SimulationState> ENDED =
      EnumSet.of(SimulationState.FINISHED, SimulationState.FAILED);

  private static final String SCENARIO =
      """
      {"name": "street", "image": {"widthPx": %d, "heightPx": %d}, "durationSeconds": 1,
       "ratesHz": {"rgb": 10}, "time": {"hour": 12}}
      """
          .formatted(WIDTH, HEIGHT);

  private static final Map<Topology, StreetSteps> MADE = new EnumMap<>(Topology.class);

  /** The project of a topology. */
  static synchronized StreetSteps in(Topology topology) {
    return MADE.computeIfAbsent(topology, StreetSteps::make);
  }

  private static StreetSteps make(Topology topology) {
    RunningGyre gyre = RunningGyre.in(topology);
    Server server = new Server(gyre.address(), gyre.adminToken());
    Connection site = new Connection(server, new ProjectSlug("streets"));
    site.api(ProjectsApi.class).create(new NewProject(site.project(), null));
    site.api(TaskContractsApi.class).put(site.project(), null, CONTRACT);
    simulate(site);
    DatasetVersion dataset = commit(site);
    PreparedSet prepared = prepare(site, dataset);
    return new StreetSteps(site, dataset, prepared);
  }

  private static void simulate(Connection site) {
    Scenario scenario =
        site.api(ScenariosApi.class)
            .create(site.project(), new NewScenario(ContractJson.mapper().readTree(SCENARIO)));
    SimulationsApi simulations = site.api(SimulationsApi.class);
    Simulation started =
        simulations.start(
            site.project(),
            "streets",
            new NewSimulation(scenario.id(), 7, PICTURES / 2, 0, 2, 1, Map.of()));
    Awaitility.await("the simulation to end")
        .atMost(Duration.ofMinutes(3))
        .until(() -> ENDED.contains(simulations.get(site.project(), started.id()).state()));
    Simulation ended = simulations.get(site.project(), started.id());
    assertThat(ended.state())
        .as(
            "%s",
            ended.shards().stream()
                .map(shard -> site.api(JobsApi.class).get(site.project(), shard.job()))
                .toList())
        .isEqualTo(SimulationState.FINISHED);
  }

  private static DatasetVersion commit(Connection site) {
    site.api(DatasetsApi.class).create(site.project(), new NewDataset("streets"));
    NewDatasetVersion wanted =
        new NewDatasetVersion(null, new SplitRule(7, 0.5, 0.25, 0.25, true, null), List.of(), 0);
    Job job =
        Loop.await(
            site,
            site.api(DatasetVersionsApi.class).commit(site.project(), "streets", null, wanted));
    return ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
  }

  private static PreparedSet prepare(Connection site, DatasetVersion dataset) {
    PreparationSpec spec =
        spec(
            PreparedStreamSpec.picture("rgb", "rgb"),
            DEPTH,
            PreparedStreamSpec.labels("truth", "rgb"));
    Job job = Loop.await(site, start(site, dataset, "street", spec));
    return site.api(PreparedSetsApi.class)
        .get(site.project(), PreparedSetId.valueOf(JobWait.subjectId(job)));
  }

  /** Colours and metres, fused. */
  static PreparationSpec spec(PreparedStreamSpec... streams) {
    ModelInputPart colours =
        new ModelInputPart("rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false);
    ModelInputPart metres = new ModelInputPart("depth", 0.02, List.of(0.0), List.of(1.0), true);
    return new PreparationSpec(
        List.of(streams),
        List.of(),
        new ModelInputSpec(HEIGHT, WIDTH, false, List.of(colours, metres)));
  }

  /** Starts another set of the same dataset version. */
  Job start(String name, PreparationSpec spec) {
    return start(site, dataset, name, spec);
  }

  private static Job start(
      Connection site, DatasetVersion dataset, String name, PreparationSpec spec) {
    Preparation preparation =
        site.api(PreparationsApi.class).create(site.project(), new NewPreparation(name, spec));
    return site.api(PreparedSetsApi.class)
        .start(site.project(), null, new NewPreparedSet(preparation.id(), dataset.ref()));
  }

  ProjectSlug project() {
    return site.project();
  }

  <T> T api(Class<T> contract) {
    return site.api(contract);
  }
}
