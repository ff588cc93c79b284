package dev.gyre.data.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PrepareInput;
import dev.gyre.api.data.PrepareResult;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.Role;
import dev.gyre.data.DataServer;
import dev.gyre.data.Pictures;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResult;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class PreparedSetsIT extends DataServer {

  private static final DatasetRef DATASET = new DatasetRef("animals", 1);

  @Autowired PrepareHandler handler;
  @Autowired PlatformTransactionManager transactions;

  private static PreparationSpec spec(int side) {
    return PreparationSpec.ofPicture(
        "image",
        "gray",
        ModelInputSpec.of(side, side, "image", 1 / 255.0, List.of(0.0), List.of(1.0)));
  }

  private Preparation preparation(String name, PreparationSpec spec) {
    return as(
        Role.ENGINEER,
        PreparationsApi.class,
        api -> api.create(project, new NewPreparation(name, spec)));
  }

  private void commit() {
    byte[] zip = zip(Pictures.catsAndDogs(4, _ -> ",,,,"));
    ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(project, "class_folder", null, new ByteArrayInputStream(zip))));
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(project, new NewDataset("animals")));
    NewDatasetVersion version =
        new NewDatasetVersion(null, new SplitRule(1, 1, 0, 0, false, null), List.of(), null);
    ended(
        as(
            Role.ENGINEER,
            DatasetVersionsApi.class,
            api -> api.commit(project, "animals", null, version)));
  }

  private Job start(Preparation preparation) {
    return as(
        Role.ENGINEER,
        PreparedSetsApi.class,
        api -> api.start(project, null, new NewPreparedSet(preparation.id(), DATASET)));
  }

  private PreparedSet only() {
    return as(Role.VIEWER, PreparedSetsApi.class, api -> api.list(project, 10, null))
        .items()
        .getFirst();
  }

  private JsonNode input(Job job) {
    return ContractJson.mapper()
        .readTree(
            jdbc.sql("select input::text from platform.job where id = :id")
                .param("id", job.id().value())
                .query(String.class)
                .single());
  }

  @Test
  void givesTheFirstForEqualSpecs() {
    Preparation first = preparation("small", spec(8));

    assertThat(preparation("other-name", spec(8))).isEqualTo(first);
    assertThatThrownBy(() -> preparation("small", spec(16)))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
  }

  @Test
  void tellsTheWorkerAllAndStoresWhatItBuilt() {
    commit();
    Preparation preparation = preparation("small", spec(8));
    Job job = start(preparation);

    assertThat(start(preparation).id()).as("equal input").isEqualTo(job.id());
    assertThat(job.state()).isEqualTo(JobState.QUEUED);
    PrepareInput input = ContractJson.mapper().treeToValue(input(job), PrepareInput.class);
    assertThat(input.classes()).containsExactly("cat", "dog");
    assertThat(only().state()).isEqualTo(PreparedState.BUILDING);
    Sample sample =
        as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 1, null))
            .items()
            .getFirst();
    Digest picture = sample.streams().getFirst().artifact();
    Digest foreign = new Digest("1".repeat(64));
    assertThat(
            handler.readable(
                new JobRequest(job, input(job)), Set.of(input.manifest(), picture, foreign)))
        .containsExactlyInAnyOrder(input.manifest(), picture);

    succeed(job, 3);

    PreparedSet ready = only();
    assertThat(ready.state()).isEqualTo(PreparedState.READY);
    assertThat(ready.shards()).extracting(Shard::samples).containsExactly(3);
    assertThat(
            as(
                    Role.VIEWER,
                    PreparedSetsApi.class,
                    api -> api.rejects(project, ready.id(), 10, null))
                .items())
        .hasSize(1);
    assertThat(events()).isEqualTo(1);
  }

  private void succeed(Job job, int outputs) {
    Shard shard =
        new Shard("train-00000.tar", new Digest("2".repeat(64)), 10, Split.TRAIN, outputs);
    PrepareResult result =
        new PrepareResult(
            List.of(shard),
            new Digest("3".repeat(64)),
            new Digest("5".repeat(64)),
            new Digest("6".repeat(64)),
            new Digest("4".repeat(64)),
            PreparationReport.ofPicture("image", 4, outputs, 4 - outputs),
            List.of(new Reject("cat/0000", "DAMAGED", "x")));
    List<JobArtifact> uploads =
        List.of(
            new JobArtifact("shard", shard.artifact(), 10, "application/x-tar", "u1"),
            new JobArtifact("index", result.index(), 10, "application/vnd.apache.parquet", "u2"),
            new JobArtifact("statistics", result.statistics(), 10, "application/json", "u3"),
            new JobArtifact("sheet", new Digest("6".repeat(64)), 10, "image/png", "u4"));
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ ->
            handler.onSucceeded(
                new JobRequest(job, input(job)),
                new JobResult(ContractJson.mapper().valueToTree(result), uploads)));
  }

  private int events() {
    return jdbc.sql(
            "select count(*) from platform.event where project_id = :project and type = 'dev.gyre.prepared_set.built.v1'")
        .param("project", projectId().value())
        .query(Integer.class)
        .single();
  }

  @Test
  void triesAnewAfterAFailure() {
    commit();
    Preparation preparation = preparation("small", spec(8));
    Job first = start(preparation);
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ ->
            handler.onFailed(
                new JobRequest(first, input(first)), new JobOutcome.Cancelled("test")));
    assertThat(only().state()).isEqualTo(PreparedState.FAILED);

    Job second = start(preparation);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(only().state()).isEqualTo(PreparedState.BUILDING);
  }

  @Test
  void refusesWhatDoesNotFit() {
    commit();
    PreparationSpec other =
        PreparationSpec.ofPicture(
            "depth", "gray", ModelInputSpec.of(8, 8, "depth", 1, List.of(0.0), List.of(1.0)));
    Preparation preparation = preparation("depth", other);

    assertThatThrownBy(() -> start(preparation))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
    assertThatThrownBy(() ->
            as(
                Role.VIEWER,
                PreparedSetsApi.class,
                api -> api.start(project, null, new NewPreparedSet(preparation.id(), DATASET))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }
}
