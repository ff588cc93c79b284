package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
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
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Imports, a version and preparations on a Gyre that dies. */
final class KilledData {

  private final Survivor survivor;
  private final Connection site;
  private final int planned;
  private int parts;
  private int samples;
  private int preparations;
  private @Nullable DatasetVersion version;
  private @Nullable PreparedSet prepared;

  /**
   * @param imports into how many archives the pictures are divided
   */
  KilledData(Survivor survivor, int imports) {
    this.survivor = survivor;
    this.site = survivor.site();
    this.planned = imports;
    site.api(ProjectsApi.class).create(new NewProject(project(), null));
    site.api(TaskContractsApi.class).put(project(), null, LoopSteps.CONTRACT);
    site.api(DatasetsApi.class).create(project(), new NewDataset(Loop.DATASET));
  }

  void importAt(KillPoint point) {
    ImportsApi imports = site.api(ImportsApi.class);
    int part = parts++;
    byte[] archive = Loop.PICTURES.archive(part, planned);
    Job job =
        survivor.job(
            point,
            () ->
                imports.start(
                    project(), "class_folder", "part-" + part, new ByteArrayInputStream(archive)));
    Import done = imports.get(project(), ImportId.valueOf(JobWait.subjectId(job)));
    int rejects = imports.rejects(project(), done.id(), 100, null).items().size();
    assertThat(done.state()).isEqualTo(ImportState.FINISHED);
    assertThat(done.inputs()).isBetween(313 / planned, 313 / planned + 1);
    assertThat(done.rejected()).isEqualTo(rejects);
    assertThat(done.imported() + rejects).isEqualTo(done.inputs());
    assertThat(done.duplicates()).isZero();
    samples += done.imported();
    List<Sample> all =
        Connection.all(
            (limit, cursor) -> site.api(SamplesApi.class).list(project(), null, limit, cursor));
    assertThat(all).hasSize(samples).extracting(Sample::key).doesNotHaveDuplicates();
    assertThat(imports.list(project(), 100, null).items()).hasSize(parts);
  }

  void commitAt(KillPoint point) {
    DatasetVersionsApi versions = site.api(DatasetVersionsApi.class);
    NewDatasetVersion wanted = new NewDatasetVersion(null, LoopSteps.SPLIT, List.of(), 0);
    Job job =
        survivor.job(point, () -> versions.commit(project(), Loop.DATASET, "version-1", wanted));
    version = ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
    assertThat(versions.list(project(), Loop.DATASET, 100, null).items()).containsExactly(version);
    assertThat(version.ref().version()).isEqualTo(1);
    Loop.await(site, versions.verify(project(), Loop.DATASET, 1, null));
  }

  void prepareAt(KillPoint point) {
    PreparationSpec base = LoopSteps.PREPARATION;
    ModelInputSpec input =
        ModelInputSpec.of(
            8, 8, "image", 1.0 / 255, List.of(0.0), List.of(1.0 + ++preparations / 100.0));
    Preparation preparation =
        site.api(PreparationsApi.class)
            .create(
                project(),
                new NewPreparation(
                    "gray-" + preparations,
                    new PreparationSpec(base.streams(), base.geometry(), input)));
    PreparedSetsApi sets = site.api(PreparedSetsApi.class);
    NewPreparedSet wanted = new NewPreparedSet(preparation.id(), version().ref());
    Job job = survivor.job(point, () -> sets.start(project(), "set-" + preparation.id(), wanted));
    prepared = sets.get(project(), PreparedSetId.valueOf(JobWait.subjectId(job)));
    assertThat(prepared.state()).isEqualTo(PreparedState.READY);
    assertThat(prepared.report()).isEqualTo(PreparationReport.ofPicture("image", 300, 300, 0));
    assertThat(sets.list(project(), 100, null).items()).hasSize(preparations);
  }

  DatasetVersion version() {
    return Objects.requireNonNull(version, "no version was committed");
  }

  PreparedSet prepared() {
    return Objects.requireNonNull(prepared, "no set was prepared");
  }

  private ProjectSlug project() {
    return site.project();
  }
}
