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
import dev.gyre.api.data.ModelInputPart;
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
import dev.gyre.api.data.PreparedStreamCount;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.ResizeSpec;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.data.TransformSpec;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.DataServer;
import dev.gyre.data.Streets;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.JobResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a preparation of several streams says, and what is refused before a worker hears of it. */
class PreparedStreamsIT extends DataServer {

  private static final DatasetRef DATASET = new DatasetRef("streets", 1);
  private static final ResizeSpec SIZE = new ResizeSpec(Streets.WIDTH, Streets.HEIGHT, "nearest");
  private static final PreparedStreamSpec RGB = PreparedStreamSpec.picture("rgb", "rgb");
  private static final PreparedStreamSpec DEPTH =
      PreparedStreamSpec.input("depth").with(SIZE).asOptional();
  private static final PreparedStreamSpec TRUTH = PreparedStreamSpec.labels("truth", "rgb");
  private static final ModelInputPart COLOURS =
      new ModelInputPart("rgb", 1 / 255.0, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), false);
  private static final ModelInputPart METRES =
      new ModelInputPart("depth", 0.1, List.of(0.0), List.of(1.0), true);

  @Autowired PrepareHandler handler;
  @Autowired PlatformTransactionManager transactions;


  private static PreparationSpec spec(ModelInputPart part, PreparedStreamSpec... streams) {
    return spec(List.of(part), streams);
  }

  private static PreparationSpec spec(List<ModelInputPart> parts, PreparedStreamSpec... streams) {
    return new PreparationSpec(
        List.of(streams),
        List.of(),
        new ModelInputSpec(Streets.HEIGHT, Streets.WIDTH, false, parts));
  }

  private static PreparationSpec street() {
    return spec(List.of(COLOURS, METRES), RGB, DEPTH, TRUTH);
  }

  private Preparation preparation(String name, PreparationSpec spec) {
    return as(
        Role.ENGINEER,
        PreparationsApi.class,
        api -> api.create(project, new NewPreparation(name, spec)));
  }

  private void commit(TaskKind task) {
    projectService.put(project, null, Streets.contract(task));
    byte[] zip = Streets.drive(4).zip();
    ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(project, "samples", null, new ByteArrayInputStream(zip))));
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(project, new NewDataset("streets")));
    SplitRule all = new SplitRule(1, 1, 0, 0, false, null);
    ended(
        as(
            Role.ENGINEER,
            DatasetVersionsApi.class,
            api ->
                api.commit(
                    project, "streets", null, new NewDatasetVersion(null, all, List.of(), null))));
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

  private void refused(String name, PreparationSpec spec, String field) {
    assertThatThrownBy(() -> start(preparation(name, spec)))
        .as(name)
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
              assertThat(e.args()).containsEntry("field", field);
              assertThat(e.detail()).contains("'" + name + "'");
            });
  }

  @Test
  void givesTheFirstForAnEqualDeclarationOfSeveralStreams() {
    Preparation first = preparation("street", street());

    assertThat(preparation("again", street())).isEqualTo(first);
    assertThat(first.spec()).isEqualTo(street());
    assertThat(preparation("other", spec(COLOURS, RGB, DEPTH, TRUTH)).id())
        .isNotEqualTo(first.id());
  }

  @Test
  void keepsEveryStepOfGeometry() {
    List<TransformSpec> steps =
        List.of(
            new TransformSpec.Resize(32, 24),
            new TransformSpec.Crop(1, 2, 16, 16),
            new TransformSpec.Pad(0, 1, 2, 3),
            new TransformSpec.Flip(true),
            new TransformSpec.QuarterTurns(1),
            new TransformSpec.Rotate(-3.5),
            new TransformSpec.Perspective(
                List.of(
                    new TransformSpec.Shift(0, 0),
                    new TransformSpec.Shift(0.1, 0),
                    new TransformSpec.Shift(0, 0),
                    new TransformSpec.Shift(0, -0.1))));
    PreparationSpec spec =
        new PreparationSpec(List.of(RGB), steps, spec(COLOURS, RGB).modelInput());

    Preparation made = preparation("turned", spec);

    assertThat(as(Role.VIEWER, PreparationsApi.class, api -> api.get(project, made.id())).spec())
        .isEqualTo(spec);
  }

  @Test
  void tellsTheWorkerWhatStreamsMeanAndLetsItReadTheirFiles() {
    commit(TaskKind.SEGMENTATION);
    Job job = start(preparation("street", street()));

    PrepareInput input = ContractJson.mapper().treeToValue(input(job), PrepareInput.class);
    assertThat(input.spec()).isEqualTo(street());
    assertThat(input.streams()).extracting(StreamSpec::name).contains("rgb", "depth", "pose");
    assertThat(only().streams()).isEqualTo(input.streams());
    Set<Digest> files =
        jdbc.sql(
                """
                select encode(i.artifact, 'hex') from data.stream_item i
                join data.sample s on s.id = i.sample_id where s.project_id = :project
                union
                select a.geometry ->> 'artifact' from data.annotation a
                join data.sample s on s.id = a.sample_id
                where s.project_id = :project and a.geometry ->> 'kind' = 'LABEL_MAP'
                """)
            .param("project", projectId().value())
            .query((row, _) -> new Digest(row.getString(1)))
            .set();
    assertThat(files).hasSizeGreaterThan(8);
    assertThat(handler.readable(new JobRequest(job, input(job)), files)).isEqualTo(files);
  }

  @Test
  void keepsWhatBecameOfEachStreamAndShowsTheSheet() {
    commit(TaskKind.SEGMENTATION);
    Job job = start(preparation("street", street()));
    PreparedSet building = only();
    assertThatThrownBy(
            () -> as(Role.VIEWER, PreparedSetsApi.class, api -> api.sheet(project, building.id())))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    byte[] drawn = Streets.png(BufferedImage.TYPE_INT_RGB, 3, 2, 1);
    Digest sheet = artifacts.put(drawn, "image/png").digest();
    PreparationReport report =
        new PreparationReport(
            4,
            3,
            1,
            List.of(
                new PreparedStreamCount("rgb", 3, 0, 0),
                new PreparedStreamCount("depth", 2, 1, 1),
                new PreparedStreamCount("truth", 3, 0, 0)));
    succeed(job, sheet, report);

    PreparedSet ready = only();

    assertThat(ready.state()).isEqualTo(PreparedState.READY);
    assertThat(ready.report()).isEqualTo(report);
    assertThat(ready.statistics()).isNotNull();
    assertThat(
            as(
                    Role.VIEWER,
                    PreparedSetsApi.class,
                    api -> api.rejects(project, ready.id(), 10, null))
                .items())
        .extracting(Reject::stream)
        .containsExactly("depth");
    byte[] shown =
        as(
            Role.VIEWER,
            PreparedSetsApi.class,
            api -> {
              try (InputStream bytes = api.sheet(project, ready.id())) {
                return bytes.readAllBytes();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(shown).isEqualTo(drawn);
  }

  private void succeed(Job job, Digest sheet, PreparationReport report) {
    PrepareResult result =
        new PrepareResult(
            List.of(),
            new Digest("3".repeat(64)),
            new Digest("5".repeat(64)),
            sheet,
            new Digest("4".repeat(64)),
            report,
            List.of(new Reject("drive/1", "TRUNCATED", "x", "depth")));
    List<JobArtifact> uploads =
        Stream.of(result.index(), result.statistics(), sheet)
            .map(digest -> new JobArtifact("file", digest, 10, "image/png", digest.hex()))
            .toList();
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ ->
            handler.onSucceeded(
                new JobRequest(job, input(job)),
                new JobResult(ContractJson.mapper().valueToTree(result), uploads)));
  }

  @Test
  void refusesWhatTheTaskContractDoesNotHaveAndNamesTheField() {
    commit(TaskKind.SEGMENTATION);
    PreparedStreamSpec pose = PreparedStreamSpec.input("pose");
    ModelInputPart one = new ModelInputPart("rgb", 1, List.of(0.0), List.of(1.0), false);

    refused("no-stream", spec(COLOURS, RGB, PreparedStreamSpec.input("radar")), "streams.name");
    refused(
        "coloured-depth",
        spec(
            new ModelInputPart("depth", 1, List.of(0.0), List.of(1.0), false),
            PreparedStreamSpec.picture("depth", "gray")),
        "streams.colour");
    refused("sized-pose", spec(COLOURS, RGB, pose.with(SIZE)), "streams.resize");
    refused("no-fill", spec(COLOURS, RGB.with(SIZE).asOptional()), "streams.optional");
    refused(
        "no-target",
        spec(COLOURS, RGB, PreparedStreamSpec.labels("t", "rear")),
        "streams.truth.target");
    refused(
        "fused-pose",
        spec(
            List.of(COLOURS, new ModelInputPart("pose", 1, List.of(0.0), List.of(1.0), false)),
            RGB,
            pose),
        "model_input.parts.stream");
    refused("one-mean", spec(one, PreparedStreamSpec.input("rgb")), "model_input.parts.mean");
  }

  @Test
  void refusesATruthThatTheTaskHasNoneOf() {
    commit(TaskKind.CLASSIFICATION);

    refused("maps", spec(COLOURS, RGB, TRUTH), "streams.truth");
  }

  @Test
  void refusesADeclarationThatContradictsItself() {
    Stream.of(
            new Contradiction("streams", () -> spec(COLOURS)),
            new Contradiction("streams.name", () -> spec(COLOURS, RGB, RGB)),
            new Contradiction("streams.name", () -> PreparedStreamSpec.input("Front Camera")),
            new Contradiction(
                "streams.role",
                () -> new PreparedStreamSpec("rgb", "sensor", null, null, false, null, null)),
            new Contradiction(
                "streams.truth",
                () -> new PreparedStreamSpec("t", "truth", null, null, false, null, null)),
            new Contradiction("streams.truth.kind", () -> new TruthSpec("rgb", "BOX")),
            new Contradiction(
                "streams.resize",
                () -> spec(COLOURS, RGB, PreparedStreamSpec.input("depth").asOptional())),
            new Contradiction(
                "streams.resize.kind",
                () -> PreparedStreamSpec.input("depth").with(new ResizeSpec(8, 8, "linear"))),
            new Contradiction("model_input.parts.stream", () -> spec(METRES, RGB)),
            new Contradiction(
                "model_input.parts.stream",
                () ->
                    spec(
                        new ModelInputPart("truth", 1, List.of(0.0), List.of(1.0), false),
                        RGB,
                        TRUTH)),
            new Contradiction(
                "model_input.parts.stream", () -> spec(List.of(COLOURS, COLOURS), RGB)),
            new Contradiction(
                "model_input.parts.mean",
                () -> spec(new ModelInputPart("rgb", 1, List.of(0.0), List.of(1.0), false), RGB)),
            new Contradiction("model_input.parts", () -> spec(List.of(), RGB)),
            new Contradiction("geometry.degrees", () -> new TransformSpec.Rotate(Double.NaN)))
        .forEach(contradiction ->
            assertThatThrownBy(contradiction.said()::call)
                .as(contradiction.field())
                .isInstanceOfSatisfying(
                    PlatformException.class,
                    e -> assertThat(e.args()).containsEntry("field", contradiction.field())));
  }

  /** What is said, and the field that the refusal names. */
  private record Contradiction(String field, Callable<Object> said) {}
}
