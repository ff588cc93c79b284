package dev.gyre.data.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.NewScenario;
import dev.gyre.api.data.NewSimulation;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Scenario;
import dev.gyre.api.data.ScenarioId;
import dev.gyre.api.data.ScenariosApi;
import dev.gyre.api.data.SimulateInput;
import dev.gyre.api.data.SimulateResult;
import dev.gyre.api.data.Simulation;
import dev.gyre.api.data.SimulationShard;
import dev.gyre.api.data.SimulationState;
import dev.gyre.api.data.SimulationsApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.DataServer;
import dev.gyre.data.FakeProjectService;
import dev.gyre.data.Streets;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A test stands for the worker: it completes jobs by the handler. */
class SimulationsIT extends DataServer {

  @Autowired SimulateHandler handler;
  @Autowired PlatformTransactionManager transactions;

  @BeforeEach
  void segments() {
    projectService.put(project, null, Streets.contract(TaskKind.SEGMENTATION));
  }

  private static JsonNode document(String hour) {
    return ContractJson.mapper()
        .readTree(
            """
            {"name": "night", "image": {"widthPx": 64, "heightPx": 48}, "durationSeconds": 2,
             "ratesHz": {"rgb": 10}, "time": {"hour": %s}}
            """
                .formatted(hour));
  }

  private Scenario scenario(String hour) {
    return as(
        Role.ENGINEER,
        ScenariosApi.class,
        api -> api.create(project, new NewScenario(document(hour))));
  }

  private static NewSimulation wanted(ScenarioId scenario, int scenes, int frames, int shards) {
    return new NewSimulation(
        scenario, 7, scenes, 2, frames, shards, Map.of("pedestrian", "person"));
  }

  private Simulation start(NewSimulation wanted, @Nullable String key) {
    return as(Role.ENGINEER, SimulationsApi.class, api -> api.start(project, key, wanted));
  }

  private Simulation now(Simulation simulation) {
    return as(Role.VIEWER, SimulationsApi.class, api -> api.get(project, simulation.id()));
  }

  private JobRequest request(SimulationShard shard) {
    Job job = jobs.get(shard.job());
    return new JobRequest(
        job,
        ContractJson.mapper()
            .readTree(
                jdbc.sql("select input::text from platform.job where id = :id")
                    .param("id", job.id().value())
                    .query(String.class)
                    .single()));
  }

  /** What a worker would have rendered. */
  private JobResult rendered(byte[] zip) {
    Digest archive = artifacts.put(zip, "application/zip").digest();
    return new JobResult(
        ContractJson.mapper().valueToTree(new SimulateResult(archive, 2)),
        List.of(new JobArtifact("samples", archive, zip.length, "application/zip", "u1")));
  }

  private void complete(SimulationShard shard, byte[] zip) {
    JobResult result = rendered(zip);
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ -> handler.onSucceeded(request(shard), result));
  }

  private Simulation finished(Simulation simulation) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> now(simulation).state() == SimulationState.FINISHED);
    return now(simulation);
  }

  private List<Sample> samples() {
    return as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 100, null)).items();
  }

  private static ErrorCode codeOf(Throwable failure) {
    return ((PlatformException) failure).code();
  }

  @Test
  void keepsAScenarioOnceAndCountsItsVersions() {
    Scenario first = scenario("22");

    assertThat(scenario("22.0")).as("equal, whatever the spelling").isEqualTo(first);
    assertThat(scenario("{\"choice\": [21, 23]}").version()).isEqualTo(2);
    Scenario read = as(Role.VIEWER, ScenariosApi.class, api -> api.get(project, first.id()));
    assertThat(read).isEqualTo(first);
    assertThat(as(Role.VIEWER, ScenariosApi.class, api -> api.list(project, 10, null)).items())
        .extracting(Scenario::version)
        .containsExactly(2, 1);
  }

  @Test
  void refusesADocumentThatIsNoScenarioNamingTheField() {
    assertThatThrownBy(() -> scenario("25"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("time.hour");
    assertThatThrownBy(() ->
            as(
                Role.VIEWER,
                ScenariosApi.class,
                api -> api.create(project, new NewScenario(document("1")))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }

  @Test
  void dividesAllPicturesAmongItsShards() {
    Simulation simulation = start(wanted(scenario("22").id(), 3, 5, 4), null);

    assertThat(simulation.state()).isEqualTo(SimulationState.RENDERING);
    int next = 0;
    for (SimulationShard shard : simulation.shards()) {
      SimulateInput input =
          ContractJson.mapper().treeToValue(request(shard).input(), SimulateInput.class);
      assertThat(input.from()).isEqualTo(next);
      assertThat(input.to()).isBetween(next + 3, next + 4);
      assertThat(input.digest()).isEqualTo(simulation.digest());
      next = input.to();
    }
    assertThat(next).isEqualTo(15);
  }

  @Test
  void importsWhatIsRenderedOnceAndTheSameAgainAsDuplicates() {
    NewSimulation wanted = wanted(scenario("22").id(), 1, 2, 2);
    Simulation first = start(wanted, "key-1");
    assertThat(start(wanted, "key-1").id()).isEqualTo(first.id());

    complete(first.shards().getFirst(), Streets.drive(2).zip());
    assertThat(now(first).state()).isEqualTo(SimulationState.RENDERING);
    complete(first.shards().getLast(), Streets.drive(4).zip());

    assertThat(finished(first).shards())
        .allSatisfy(shard -> assertThat(shard.importId()).isNotNull());
    assertThat(samples()).hasSize(4);
    Simulation again = start(wanted, null);
    again.shards().forEach(shard -> complete(shard, Streets.drive(4).zip()));
    finished(again);
    assertThat(samples()).hasSize(4);
    Import last =
        as(Role.VIEWER, ImportsApi.class, api -> api.list(project, 1, null)).items().getFirst();
    assertThat(last.duplicates()).isEqualTo(4);
    assertThat(last.format()).isEqualTo("samples");
    assertThat(as(Role.VIEWER, SimulationsApi.class, api -> api.list(project, 10, null)).items())
        .extracting(Simulation::id)
        .containsExactly(again.id(), first.id());
  }

  @Test
  void aJobThatIsNotThroughHasStartedNoImport() {
    Simulation simulation = start(wanted(scenario("22").id(), 1, 1, 1), null);
    SimulationShard shard = simulation.shards().getFirst();
    JobResult result = rendered(Streets.drive(1).zip());

    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          handler.onSucceeded(request(shard), result);
          status.setRollbackOnly();
        });

    assertThat(now(simulation).state()).isEqualTo(SimulationState.RENDERING);
    assertThat(as(Role.VIEWER, ImportsApi.class, api -> api.list(project, 1, null)).items())
        .isEmpty();
    JobResult lost =
        new JobResult(
            ContractJson.mapper().valueToTree(new SimulateResult(new Digest("1".repeat(64)), 1)),
            List.of());
    assertThatThrownBy(() ->
            new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> handler.onSucceeded(request(shard), lost)))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void failsWithAJobOrWithAnImport() {
    Simulation lost = start(wanted(scenario("22").id(), 1, 2, 2), null);
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ ->
            handler.onFailed(
                request(lost.shards().getFirst()), new JobOutcome.Cancelled("by somebody")));
    assertThat(now(lost).state())
        .as("the other one is at work")
        .isEqualTo(SimulationState.RENDERING);
    complete(lost.shards().getLast(), "no zip".getBytes(StandardCharsets.UTF_8));

    await().atMost(Duration.ofSeconds(20)).until(() -> now(lost).state() == SimulationState.FAILED);
    assertThat(now(lost).shards())
        .extracting(SimulationShard::state)
        .containsOnly(SimulationState.FAILED);
  }

  @Test
  void refusesWhatTheContractCannotTakeAndFramesThatAreNotThere() {
    ScenarioId scenario = scenario("22").id();
    assertThatThrownBy(() -> start(wanted(scenario, 1, 19, 1), null))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("20");
    assertThatThrownBy(() -> start(wanted(ScenarioId.next(), 1, 1, 1), null))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() ->
            start(new NewSimulation(scenario, 1, 1, 0, 1, null, Map.of("car", "lorry")), null))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
    assertThatThrownBy(() ->
            start(new NewSimulation(scenario, 1, 1, 0, 1, null, Map.of("lorry", "car")), null))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    assertThatThrownBy(() -> wanted(scenario, 10_000, 20, 2))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    assertThatThrownBy(() ->
            as(
                Role.LABELLER,
                SimulationsApi.class,
                api -> api.start(project, null, wanted(scenario, 1, 1, 1))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.PERMISSION_DENIED));
    projectService.put(project, null, Streets.needing("lidar"));
    assertThatThrownBy(() -> start(wanted(scenario, 1, 1, 1), null))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.CONTRACT_VIOLATION))
        .hasMessageContaining("lidar");
    projectService.put(project, null, FakeProjectService.contract(List.of()));
    assertThat(start(new NewSimulation(scenario, 1, 1, 0, 1, null, Map.of()), null).state())
        .as("one picture is enough")
        .isEqualTo(SimulationState.RENDERING);
  }
}
