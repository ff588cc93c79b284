package dev.gyre.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Digest;
import dev.gyre.api.Versioned;
import dev.gyre.api.data.AcceptedAnnotation;
import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.DataServer;
import dev.gyre.data.Streets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class StreamVersionsIT extends DataServer {

  private static final SplitRule RULE = new SplitRule(7, 0.5, 0.25, 0.25, true, null);

  @Autowired VersionArtifacts held;

  private void imported(TaskKind task, Streets streets) {
    projectService.put(project, null, Streets.contract(task));
    Job job =
        ended(
            as(
                Role.ENGINEER,
                ImportsApi.class,
                api ->
                    api.start(project, "samples", null, new ByteArrayInputStream(streets.zip()))));
    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(project, new NewDataset("streets")));
  }

  private Job commit() {
    return ended(
        as(
            Role.ENGINEER,
            DatasetVersionsApi.class,
            api ->
                api.commit(
                    project, "streets", null, new NewDatasetVersion(null, RULE, List.of(), null))));
  }

  private DatasetVersion committed() {
    Job job = commit();
    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    return ContractJson.mapper().treeToValue(job.result().orElseThrow(), DatasetVersion.class);
  }

  private List<DatasetEntry> entries(int version) {
    return as(
            Role.VIEWER,
            DatasetVersionsApi.class,
            api -> api.entries(project, "streets", version, null, null, 100, null))
        .items();
  }

  private Sample sample(String key) {
    return as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 100, null))
        .items()
        .stream()
        .filter(sample -> sample.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private void verified(int version) {
    Job verified =
        ended(
            as(
                Role.ENGINEER,
                DatasetVersionsApi.class,
                api -> api.verify(project, "streets", version, null)));
    assertThat(verified.state()).as("%s", verified.outcome()).isEqualTo(JobState.SUCCEEDED);
  }

  /** Eight moments with maps; one with a box alone, one with nothing, one with a model's map. */
  private static Streets mixed() {
    return Streets.drive(8)
        .pictures(20)
        .moment(
            20,
            """
            {"target": "rgb", "class_name": "car", "geometry":
              {"kind": "BOX", "x_min_px": 1, "y_min_px": 0, "x_max_px": 4, "y_max_px": 3}}
            """)
        .pictures(21)
        .moment(21, "")
        .pictures(22)
        .momentWith(
            22,
            Streets.truth(22).replace("SIMULATOR", "MODEL"),
            "\"annotations\"",
            "\"scope\": \"CHECKED\", \"annotations\"");
  }

  @Test
  void aSegmentationHoldsEachCheckedSampleWithALabelMapOnce() {
    imported(TaskKind.SEGMENTATION, mixed());

    DatasetVersion version = committed();

    assertThat(version.samplesBySplit())
        .isEqualTo(Map.of(Split.TRAIN, 4, Split.VALIDATION, 2, Split.TEST, 2));
    assertThat(version.samplesByClass()).isEmpty();
    assertThat(entries(1))
        .hasSize(8)
        .allSatisfy(entry -> {
          assertThat(entry.key()).matches("drive/[0-7]");
          assertThat(entry.className()).isNull();
        });
    assertThat(entries(1).getFirst().artifact())
        .as("the first stream of the contract, whatever the order of the line")
        .isEqualTo(item(sample("drive/0"), "rgb").artifact());
    verified(1);
  }

  private static StreamItem item(Sample sample, String stream) {
    return sample.streams().stream()
        .filter(item -> item.name().equals(stream))
        .findFirst()
        .orElseThrow();
  }

  private static Digest map(Sample sample, Class<? extends Geometry.Dense> kind) {
    return sample.annotations().stream()
        .map(Annotation::geometry)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow()
        .artifact();
  }

  @Test
  void aClassThatLeavesTheContractTakesItsLabelMapsAlong() {
    imported(TaskKind.SEGMENTATION, Streets.drive(2));
    committed();
    projectService.put(project, null, Streets.contract(TaskKind.SEGMENTATION, "road", "person"));

    assertThat(commit().outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.message()).contains("label map"));
  }

  @Test
  void aWorkerMayReadAllStreamsAndTheTruthOfAVersionAndNothingElse() {
    imported(TaskKind.SEGMENTATION, mixed());
    DatasetVersion version = committed();
    Sample member = sample("drive/1");
    Sample other = sample("drive/22");
    Set<Digest> its =
        Set.of(
            item(member, "rgb").artifact(),
            item(member, "depth").artifact(),
            map(member, Geometry.LabelMap.class),
            map(member, Geometry.InstanceMap.class));
    List<Digest> asked = new ArrayList<>(its);
    asked.add(item(other, "rgb").artifact());
    asked.add(map(other, Geometry.LabelMap.class));

    assertThat(held.held(version.id(), asked)).isEqualTo(its);
  }

  @Test
  void theManifestTellsAllStreamsAndAllAcceptedAnnotations(@TempDir Path folder)
      throws IOException, SQLException {
    imported(TaskKind.SEGMENTATION, mixed());
    committed();
    Sample sample = sample("drive/0");
    Path file = folder.resolve("m.parquet");
    try (InputStream bytes =
        artifacts.open(
            as(Role.VIEWER, DatasetVersionsApi.class, api -> api.manifest(project, "streets", 1))
                .artifact())) {
      Files.copy(bytes, file);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery("select * from '%s' order by key limit 1".formatted(file))) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("class_name")).isNull();
      assertThat(row.getString("artifact")).isEqualTo(item(sample, "rgb").artifact().hex());
      assertThat(row.getString("sequence_id")).isEqualTo("drive");
      assertThat(row.getLong("time_ns")).isEqualTo(1_700_000_000_000_000_000L);
      assertThat(row.getString("scope")).isEqualTo("CHECKED");
      assertThat(ContractJson.mapper().readValue(row.getString("streams"), StreamItem[].class))
          .containsExactlyElementsOf(sample.streams());
      AcceptedAnnotation[] accepted =
          ContractJson.mapper().readValue(row.getString("annotations"), AcceptedAnnotation[].class);
      assertThat(Arrays.stream(accepted).map(AcceptedAnnotation::geometry))
          .containsExactlyInAnyOrderElementsOf(
              sample.annotations().stream().map(Annotation::geometry).toList());
      assertThat(accepted)
          .allSatisfy(each -> assertThat(each.source()).isEqualTo(AnnotationSource.SIMULATOR))
          .anySatisfy(each -> {
            assertThat(each.objectId()).isEqualTo("car-0");
            assertThat(each.attributes()).isEqualTo(Map.of("occlusion", 0.25));
          });
    }
  }

  private void label(String key, NewLabel label) {
    Sample sample = sample(key);
    as(
        Role.LABELLER,
        LabelsApi.class,
        api -> api.put(project, sample.id(), Versioned.etag(sample.revision()), label));
  }

  @Test
  void aLabelReplacesTheLabelAndLeavesAllElse() {
    imported(
        TaskKind.CLASSIFICATION,
        Streets.drive(1)
            .pictures(1)
            .moment(1, Streets.truth(1) + ", {\"class_name\": \"road\"}")
            .pictures(2)
            .moment(2, ""));
    DatasetVersion first = committed();
    assertThat(first.samplesByClass()).isEqualTo(Map.of("road", 1));

    label("drive/1", new NewLabel("car", null, null));
    label("drive/1", new NewLabel("person", AnnotationSource.MODEL, null));
    label("drive/2", new NewLabel("car", null, null));
    DatasetVersion second = committed();

    Sample labelled = sample("drive/1");
    assertThat(labelled.className()).isEqualTo("car");
    assertThat(labelled.annotations().stream().filter(a -> a.geometry() != null))
        .hasSize(3)
        .allSatisfy(a -> assertThat(a.state()).isEqualTo(AnnotationState.ACCEPTED));
    assertThat(
            labelled.annotations().stream()
                .filter(a -> a.geometry() == null && a.state() == AnnotationState.ACCEPTED))
        .hasSize(1);
    assertThat(sample("drive/2").scope()).isEqualTo(ScopeState.CHECKED);
    assertThat(second.samplesByClass()).isEqualTo(Map.of("car", 2));
    DatasetDiff diff =
        as(Role.VIEWER, DatasetVersionsApi.class, api -> api.diff(project, "streets", 2, 1));
    assertThat(diff.changedKeys()).containsExactly("drive/1");
    assertThat(diff.addedKeys()).containsExactly("drive/2");
    assertThat(entries(1)).extracting(DatasetEntry::className).containsExactly("road");
    verified(1);
    verified(2);
  }

  @Test
  void aLabelDoesNotSayThatAllBoxesAreThere() {
    imported(TaskKind.CLASSIFICATION, mixed());

    label("drive/20", new NewLabel("car", null, null));

    assertThat(sample("drive/20").scope()).isEqualTo(ScopeState.PARTLY);
    committed();
    assertThat(entries(1)).extracting(DatasetEntry::key).containsExactly("drive/20");
    verified(1);
  }

  @Test
  void theSameContentHasTheEqualDigestWhateverTheOrderOfItsAnnotations() {
    imported(TaskKind.SEGMENTATION, Streets.drive(4));
    DatasetVersion here = committed();
    Streets turned = new Streets();
    for (int i = 3; i >= 0; i--) {
      List<String> truth = Arrays.asList(Streets.truth(i).split("(?<=\\}),\\n(?=\\{\"target)"));
      Collections.reverse(truth);
      turned.pictures(i).moment(i, String.join(",", truth));
    }
    ProjectSlug there = new ProjectSlug("o" + project.text().substring(0, 12));
    projectService.put(there, null, Streets.contract(TaskKind.SEGMENTATION));
    ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(there, "samples", null, new ByteArrayInputStream(turned.zip()))));
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(there, new NewDataset("other")));
    Job job =
        ended(
            as(
                Role.ENGINEER,
                DatasetVersionsApi.class,
                api ->
                    api.commit(
                        there, "other", null, new NewDatasetVersion(null, RULE, List.of(), null))));

    assertThat(
            ContractJson.mapper()
                .treeToValue(job.result().orElseThrow(), DatasetVersion.class)
                .digest())
        .isEqualTo(here.digest());
  }
}
