package dev.gyre.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.data.VersionManifest;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.data.DataServer;
import dev.gyre.data.FakeProjectService;
import dev.gyre.data.Pictures;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetVersionsIT extends DataServer {

  private static final SplitRule RULE = new SplitRule(7, 0.6, 0.2, 0.2, true, null);

  private void imported(ProjectSlug where, int count, IntFunction<String> row) {
    byte[] zip = zip(Pictures.catsAndDogs(count, row));
    Job job =
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(where, "class_folder", null, new ByteArrayInputStream(zip)));
    assertThat(ended(job).state()).isEqualTo(JobState.SUCCEEDED);
  }

  private void dataset(ProjectSlug where) {
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(where, new NewDataset("animals")));
  }

  private Job commit(ProjectSlug where, NewDatasetVersion version) {
    return ended(
        as(
            Role.ENGINEER,
            DatasetVersionsApi.class,
            api -> api.commit(where, "animals", null, version)));
  }

  private DatasetVersion committed(ProjectSlug where, NewDatasetVersion version) {
    Job job = commit(where, version);
    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    return ContractJson.mapper().treeToValue(job.result().orElseThrow(), DatasetVersion.class);
  }

  private DatasetVersion committed(ProjectSlug where) {
    return committed(where, new NewDatasetVersion(null, RULE, List.of(), null));
  }

  private Map<String, Split> splits(int version) {
    return as(
            Role.VIEWER,
            DatasetVersionsApi.class,
            api -> api.entries(project, "animals", version, null, null, 1000, null))
        .items()
        .stream()
        .collect(
            Collectors.toMap(DatasetEntry::key, DatasetEntry::split, (a, _) -> a, TreeMap::new));
  }

  private Sample sample(String key) {
    return as(
            Role.VIEWER,
            SamplesApi.class,
            api -> api.list(project, "sample.key == '%s'".formatted(key), 1, null))
        .items()
        .getFirst();
  }

  private void label(String key, String className) {
    Sample sample = sample(key);
    as(
        Role.LABELLER,
        LabelsApi.class,
        api ->
            api.put(
                project,
                sample.id(),
                Versioned.etag(sample.revision()),
                new NewLabel(className, null, null)));
  }

  @Test
  void dividesEachClassByExactQuotas() {
    imported(project, 40, _ -> ",,,,");
    dataset(project);

    DatasetVersion version = committed(project);

    assertThat(version.samplesBySplit())
        .isEqualTo(Map.of(Split.TRAIN, 24, Split.VALIDATION, 8, Split.TEST, 8));
    assertThat(version.samplesByClass()).isEqualTo(Map.of("cat", 20, "dog", 20));
    Map<Boolean, Long> testByCat =
        splits(1).entrySet().stream()
            .filter(entry -> entry.getValue() == Split.TEST)
            .collect(
                Collectors.partitioningBy(
                    entry -> entry.getKey().startsWith("cat"), Collectors.counting()));
    assertThat(testByCat).isEqualTo(Map.of(true, 4L, false, 4L));
  }

  @Test
  void neverMovesAMemberWhenTheDataGrows() {
    imported(project, 20, _ -> ",,,,");
    dataset(project);
    committed(project);
    Map<String, Split> before = splits(1);
    imported(project, 50, _ -> ",,,,");

    DatasetVersion second = committed(project);

    assertThat(splits(2)).containsAllEntriesOf(before).hasSize(50);
    assertThat(second.samplesBySplit())
        .isEqualTo(Map.of(Split.TRAIN, 30, Split.VALIDATION, 10, Split.TEST, 10));
  }

  @Test
  void neverCutsAGroup() {
    projectService.put(project, null, FakeProjectService.contract(List.of("drive")));
    imported(project, 60, i -> ",,,,drive" + i % 12);
    dataset(project);
    committed(project);

    Map<String, Long> splitsOfGroup =
        as(
                Role.VIEWER,
                DatasetVersionsApi.class,
                api -> api.entries(project, "animals", 1, null, null, 1000, null))
            .items()
            .stream()
            .collect(
                Collectors.groupingBy(
                    entry -> String.valueOf(entry.group()),
                    Collectors.collectingAndThen(
                        Collectors.mapping(DatasetEntry::split, Collectors.toSet()),
                        set -> (long) set.size())));
    assertThat(splitsOfGroup).hasSize(12).allSatisfy((_, n) -> assertThat(n).isEqualTo(1));
    // A later member of a known group follows it, whatever is assigned.
    imported(project, 61, i -> ",,,,drive" + i % 12);
    Split known = splits(1).get("cat/0000");
    Split other = known == Split.TEST ? Split.TRAIN : Split.TEST;
    Job refused =
        commit(
            project,
            new NewDatasetVersion(
                null, RULE, List.of(new SplitAssignment("cat/0060", other)), null));
    assertThat(refused.outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> assertThat(failed.message()).contains("cat/0060", "a split once given"));
    committed(project);
    assertThat(splits(2)).containsEntry("cat/0060", known);
  }

  @Test
  void letsAssignmentsAndFieldsDecide() {
    imported(project, 10, i -> ",,,%s,".formatted(i < 5 ? "train" : "test"));
    dataset(project);

    committed(
        project,
        new NewDatasetVersion(
            null,
            new SplitRule(1, 1, 0, 0, false, "part"),
            List.of(new SplitAssignment("cat/0000", Split.VALIDATION)),
            0));

    assertThat(splits(1))
        .containsEntry("cat/0000", Split.VALIDATION)
        .containsEntry("dog/0001", Split.TRAIN)
        .containsEntry("dog/0009", Split.TEST);
    Job stale = commit(project, new NewDatasetVersion(null, RULE, List.of(), 0));
    assertThat(stale.outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("STALE_VERSION"));
  }

  @Test
  void givesEqualContentTheEqualDigestInAnotherProject() {
    ProjectSlug other = new ProjectSlug("other" + project.text().substring(0, 8));
    imported(project, 12, i -> "true,%d,fog,,".formatted(i));
    imported(other, 12, i -> "true,%d,fog,,".formatted(i));
    dataset(project);
    dataset(other);

    assertThat(committed(other).digest()).isEqualTo(committed(project).digest());
    assertThat(committed(project).ref()).isEqualTo(new DatasetRef("animals", 1));
  }

  @Test
  void readsBackOldVersionsAfterRelabelling() {
    imported(project, 10, i -> i == 0 ? "true,,,," : ",,,,");
    dataset(project);
    DatasetVersion first = committed(project);
    label("cat/0000", "dog");
    DatasetVersion second = committed(project);

    assertThat(second.digest()).isNotEqualTo(first.digest());
    DatasetDiff diff =
        as(Role.VIEWER, DatasetVersionsApi.class, api -> api.diff(project, "animals", 2, 1));
    assertThat(diff.changedKeys()).containsExactly("cat/0000");
    assertThat(diff.added() + diff.removed()).isZero();
    assertThat(classOf("cat/0000", 1)).isEqualTo("cat");
    assertThat(classOf("cat/0000", 2)).isEqualTo("dog");
    for (int version : new int[] {1, 2}) {
      Job verified =
          ended(
              as(
                  Role.ENGINEER,
                  DatasetVersionsApi.class,
                  api -> api.verify(project, "animals", version, null)));
      assertThat(verified.state()).as("%s", verified.outcome()).isEqualTo(JobState.SUCCEEDED);
    }
    List<Membership> memberships =
        as(Role.VIEWER, SamplesApi.class, api -> api.memberships(project, sample("cat/0000").id()));
    assertThat(memberships)
        .extracting(Membership::dataset)
        .containsExactly(new DatasetRef("animals", 2), new DatasetRef("animals", 1));
  }

  private @Nullable String classOf(String key, int version) {
    return as(
            Role.VIEWER,
            DatasetVersionsApi.class,
            api ->
                api.entries(
                    project,
                    "animals",
                    version,
                    null,
                    "sample.night && sample.key != ''",
                    10,
                    null))
        .items()
        .stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .map(DatasetEntry::className)
        .orElse(null);
  }

  @Test
  void findsRowsThatSomebodyChanged() {
    imported(project, 4, _ -> ",,,,");
    dataset(project);
    committed(project);
    jdbc.sql(
            "update data.sample set metadata = '{\"x\": 1}' where project_id = :project and key = 'cat/0000'")
        .param("project", projectId().value())
        .update();

    Job verified =
        ended(
            as(
                Role.ENGINEER,
                DatasetVersionsApi.class,
                api -> api.verify(project, "animals", 1, null)));

    assertThat(verified.outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.code()).isEqualTo("WRONG_STATE"));
  }

  @Test
  void writesTheManifestAsParquet(@TempDir Path folder) throws IOException, SQLException {
    imported(project, 6, i -> "true,%d,,,".formatted(i));
    dataset(project);
    committed(project);

    VersionManifest manifest =
        as(Role.VIEWER, DatasetVersionsApi.class, api -> api.manifest(project, "animals", 1));

    assertThat(manifest.samples()).isEqualTo(6);
    Path file = folder.resolve("m.parquet");
    try (InputStream bytes = artifacts.open(manifest.artifact())) {
      Files.copy(bytes, file);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select key, class_name, split, metadata, size from '%s'".formatted(file))) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("cat/0000");
      assertThat(rows.getString(2)).isEqualTo("cat");
      assertThat(rows.getString(3)).isIn("train", "validation", "test");
      assertThat(rows.getString(4)).contains("\"night\"");
      assertThat(rows.getLong(5)).isPositive();
    }
  }

  @Test
  void refusesBadCommits() {
    dataset(project);
    assertThat(commit(project, new NewDatasetVersion(null, RULE, List.of(), null)).outcome())
        .isInstanceOfSatisfying(
            JobOutcome.Failed.class, failed -> assertThat(failed.code()).isEqualTo("WRONG_STATE"));
    assertThatThrownBy(
            () -> commit(project, new NewDatasetVersion("sample.nope", RULE, List.of(), null)))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FILTER));
    assertThatThrownBy(() -> dataset(project))
        .isInstanceOfSatisfying(
            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    assertThatThrownBy(() ->
            as(Role.LABELLER, DatasetsApi.class, api -> api.create(project, new NewDataset("x"))))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }
}
