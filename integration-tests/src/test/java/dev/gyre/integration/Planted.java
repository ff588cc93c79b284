package dev.gyre.integration;

import dev.gyre.api.Digest;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.training.Run;
import dev.gyre.cli.JobWait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A second version beside a loop's first, and the model of each: {@code dropped} is in the first
 * alone, {@code added} in the second alone, both for training.
 */
record Planted(
    Loop loop,
    Import imported,
    DatasetVersion dataset,
    PreparedSet prepared,
    Run run,
    SampleId dropped,
    SampleId added,
    Digest addedPicture) {

  private static final String PROJECT = "lineage";
  private static final String ADDED = "nine/added";
  private static final Map<Topology, Once<Planted>> MADE = new ConcurrentHashMap<>();

  static Planted in(Topology topology) {
    return MADE.computeIfAbsent(topology, _ -> new Once<>(() -> plant(Loop.in(topology, PROJECT))))
        .get();
  }

  LineageNode firstModel() {
    return LineageNode.of(loop.evaluation().model());
  }

  LineageNode secondModel() {
    return LineageNode.of(new ModelRef(Loop.MODEL, Objects.requireNonNull(run.modelVersion())));
  }

  private static Planted plant(Loop loop) {
    LoopSteps steps = new LoopSteps(loop.site());
    DatasetEntry dropped = LoopSteps.entries(loop.site(), loop.dataset(), Split.TRAIN).getFirst();
    Import imported = load(loop);
    Sample added =
        loop.api(SamplesApi.class)
            .list(loop.project(), "sample.key == \"%s\"".formatted(ADDED), 1, null)
            .items()
            .getFirst();
    DatasetVersion dataset = commit(loop, "sample.key != \"%s\"".formatted(dropped.key()));
    PreparedSet prepared = steps.prepare(dataset);
    return new Planted(
        loop,
        imported,
        dataset,
        prepared,
        steps.train(loop.recipe(), prepared),
        dropped.sample(),
        added.id(),
        added.streams().getFirst().artifact());
  }

  private static Import load(Loop loop) {
    ImportsApi imports = loop.api(ImportsApi.class);
    Job job =
        loop.await(
            imports.start(loop.project(), "class_folder", null, Pictures.another(ADDED + ".png")));
    return imports.get(loop.project(), ImportId.valueOf(JobWait.subjectId(job)));
  }

  private static DatasetVersion commit(Loop loop, String filter) {
    NewDatasetVersion wanted =
        new NewDatasetVersion(
            filter,
            LoopSteps.SPLIT,
            List.of(new SplitAssignment(ADDED, Split.TRAIN)),
            loop.dataset().ref().version());
    Job job =
        loop.await(
            loop.api(DatasetVersionsApi.class).commit(loop.project(), Loop.DATASET, null, wanted));
    return ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
  }
}
