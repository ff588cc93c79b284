package dev.gyre.cli.demo;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.PreparationReport;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.cli.JobWait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Digits in, versions, preparation. */
final class DataSteps {

  private static final String DATASET = "digits";

  private final DemoSite site;

  DataSteps(DemoSite site) {
    this.site = site;
  }

  Import load(Digits digits, Parts parts) {
    ImportsApi imports = site.api(ImportsApi.class);
    try (InputStream zip = DigitsArchive.open(digits, parts)) {
      Job job = site.await(imports.start(site.project(), "class_folder", null, zip));
      Import done = imports.get(site.project(), ImportId.valueOf(JobWait.subjectId(job)));
      site.say(
          "%d pictures read: %d imported, %d duplicates, %d rejected.",
          done.inputs(), done.imported(), done.duplicates(), done.rejected());
      site.contradictions()
          .unless(
              done.inputs() == done.imported() + done.duplicates() + done.rejected(),
              "Import %s: inputs are not imported + duplicates + rejected",
              done.id());
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void makeDataset() {
    site.api(DatasetsApi.class).create(site.project(), new NewDataset(DATASET));
  }

  /**
   * Commits all labelled samples.
   *
   * @param assignments the splits of samples that no metadata gives one
   * @param parent number of the newest version, 0 for none
   */
  DatasetVersion commit(List<SplitAssignment> assignments, int parent) {
    SplitRule byField = new SplitRule(DemoSeed.SEED, 1, 0, 0, true, "part");
    Job job =
        site.await(
            site.api(DatasetVersionsApi.class)
                .commit(
                    site.project(),
                    DATASET,
                    null,
                    new NewDatasetVersion(null, byField, assignments, parent)));
    DatasetVersion version =
        ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
    site.say(
        "%s: %d to train on, %d to test with, digest %s.",
        version.ref(),
        version.samplesBySplit().getOrDefault(Split.TRAIN, 0),
        version.samplesBySplit().getOrDefault(Split.TEST, 0),
        version.digest().hex().substring(0, 12));
    return version;
  }

  PreparedSet prepare(DatasetRef dataset) {
    ModelInputSpec input = ModelInputSpec.of(8, 8, "image", 1.0 / 255, List.of(0.0), List.of(1.0));
    NewPreparation wanted =
        new NewPreparation("gray-8x8", PreparationSpec.ofPicture("image", "gray", input));
    var preparation = site.api(PreparationsApi.class).create(site.project(), wanted);
    PreparedSetsApi sets = site.api(PreparedSetsApi.class);
    Job job =
        site.await(sets.start(site.project(), null, new NewPreparedSet(preparation.id(), dataset)));
    PreparedSet set = sets.get(site.project(), PreparedSetId.valueOf(JobWait.subjectId(job)));
    PreparationReport report = set.report();
    if (report != null) {
      site.say(
          "%d in, %d out, %d rejected, in %d shards.",
          report.inputs(), report.outputs(), report.rejects(), set.shards().size());
    }
    return set;
  }
}
