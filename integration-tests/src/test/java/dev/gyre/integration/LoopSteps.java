package dev.gyre.integration;

import dev.gyre.api.data.DatasetEntry;
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
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.SplitAssignment;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.FieldSpec;
import dev.gyre.api.project.FieldType;
import dev.gyre.api.project.InsufficientEvidence;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.MetricRule;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.Rightness;
import dev.gyre.api.project.SliceRule;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.serving.Deployment;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The way from digits to predictions, as a user goes it: by the contract's interfaces alone. */
record LoopSteps(Connection site) {

  /** A floor that a model of few digits clears, and a margin that few digits can prove. */
  static final TaskContract CONTRACT =
      new TaskContract(
          TaskKind.CLASSIFICATION,
          Pictures.CLASSES,
          List.of(new StreamSpec("image", "image", true, 1)),
          List.of(new FieldSpec("writer", FieldType.TEXT)),
          List.of(),
          Rightness.CLASS_EQUAL,
          List.of(new MetricRule(Metric.ACCURACY, 0.6, 0.1)),
          List.of(new SliceRule("class", null, null, 0.5)),
          0.1,
          InsufficientEvidence.PASS,
          null);

  static final SplitRule SPLIT = new SplitRule(7, 0.5, 0.1, 0.4, true, null);

  static final PreparationSpec PREPARATION =
      PreparationSpec.ofPicture(
          "image", "gray", ModelInputSpec.of(8, 8, "image", 1.0 / 255, List.of(0.0), List.of(1.0)));

  static final RecipeSpec RECIPE = new RecipeSpec("mlp", 40, 32, 0.005, false, 1);

  Loop go(Topology topology) {
    site.api(ProjectsApi.class).create(new NewProject(site.project(), null));
    site.api(TaskContractsApi.class).put(site.project(), null, CONTRACT);
    Import imported = load();
    site.api(DatasetsApi.class).create(site.project(), new NewDataset(Loop.DATASET));
    DatasetVersion dataset = commit(List.of(), 0);
    PreparedSet prepared = prepare(dataset);
    Recipe recipe =
        site.api(RecipesApi.class).create(site.project(), new NewRecipe("perceptron", RECIPE));
    Run run = train(recipe, prepared);
    ModelRef model = new ModelRef(Loop.MODEL, Objects.requireNonNull(run.modelVersion()));
    Evaluation evaluation = evaluate(model, dataset);
    GateVerdict verdict = judge(model, dataset, List.of());
    Alias champion =
        site.api(GateVerdictsApi.class)
            .promote(site.project(), verdict.id(), new Promote("champion"));
    open(Loop.ENDPOINT, model);
    Map<String, PredictionAnswer> answers = ask(dataset);
    return new Loop(
        topology,
        site,
        imported,
        dataset,
        prepared,
        recipe,
        run,
        evaluation,
        verdict,
        champion,
        answers);
  }

  private Import load() {
    ImportsApi imports = site.api(ImportsApi.class);
    Job job = done(imports.start(site.project(), "class_folder", null, Loop.PICTURES.archive()));
    return imports.get(site.project(), ImportId.valueOf(JobWait.subjectId(job)));
  }

  DatasetVersion commit(List<SplitAssignment> assignments, int parent) {
    return commit(null, assignments, parent);
  }

  DatasetVersion commit(@Nullable String filter, List<SplitAssignment> assignments, int parent) {
    NewDatasetVersion wanted = new NewDatasetVersion(filter, SPLIT, assignments, parent);
    Job job =
        done(site.api(DatasetVersionsApi.class).commit(site.project(), Loop.DATASET, null, wanted));
    return ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
  }

  PreparedSet prepare(DatasetVersion dataset) {
    var preparation =
        site.api(PreparationsApi.class)
            .create(site.project(), new NewPreparation("gray-8x8", PREPARATION));
    PreparedSetsApi sets = site.api(PreparedSetsApi.class);
    NewPreparedSet wanted = new NewPreparedSet(preparation.id(), dataset.ref());
    Job job = done(sets.start(site.project(), null, wanted));
    return sets.get(site.project(), PreparedSetId.valueOf(JobWait.subjectId(job)));
  }

  Run train(Recipe recipe, PreparedSet prepared) {
    return train(recipe, prepared, 1);
  }

  Run train(Recipe recipe, PreparedSet prepared, long seed) {
    RunsApi runs = site.api(RunsApi.class);
    NewRun wanted = new NewRun(recipe.id(), prepared.id(), seed, Loop.MODEL, "scenarios");
    Job job = done(runs.create(site.project(), null, wanted));
    return runs.get(site.project(), RunId.valueOf(JobWait.subjectId(job)));
  }

  private Evaluation evaluate(ModelRef model, DatasetVersion dataset) {
    EvaluationsApi evaluations = site.api(EvaluationsApi.class);
    NewEvaluation wanted = new NewEvaluation(model, dataset.ref(), Split.TEST);
    Job job = done(evaluations.create(site.project(), null, wanted));
    return evaluations.get(site.project(), EvaluationId.valueOf(JobWait.subjectId(job)));
  }

  GateVerdict judge(ModelRef model, DatasetVersion dataset, List<SliceId> slices) {
    GateVerdictsApi verdicts = site.api(GateVerdictsApi.class);
    NewGateVerdict wanted = new NewGateVerdict(model, null, dataset.ref(), slices);
    Job job = done(verdicts.create(site.project(), null, wanted));
    return verdicts.get(site.project(), GateVerdictId.valueOf(JobWait.subjectId(job)));
  }

  /** An endpoint that follows the champion, once this model answers. */
  void open(String endpoint, ModelRef model) {
    site.api(EndpointsApi.class)
        .create(
            site.project(),
            new NewEndpoint(endpoint, model.model(), "champion", Logging.DURABLE, 4));
    awaitServing(endpoint, model);
  }

  void awaitServing(String endpoint, ModelRef model) {
    EndpointsApi endpoints = site.api(EndpointsApi.class);
    Awaitility.await("version " + model.version() + " to answer")
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> {
          Deployment now = endpoints.get(site.project(), endpoint).deployment();
          return now != null
              && now.version() == model.version()
              && now.state() == DeploymentState.READY;
        });
  }

  private Map<String, PredictionAnswer> ask(DatasetVersion dataset) {
    PredictApi predict = site.api(PredictApi.class);
    Map<String, PredictionAnswer> answers = new TreeMap<>();
    for (DatasetEntry entry : entries(site, dataset, Split.TEST)) {
      answers.put(
          entry.key(),
          predict.predict(
              site.project(),
              Loop.ENDPOINT,
              entry.key(),
              null,
              "desk-1",
              null,
              null,
              Loop.PICTURES.of(entry.key())));
    }
    return answers;
  }

  static List<DatasetEntry> entries(Connection site, DatasetVersion dataset, Split split) {
    DatasetVersionsApi versions = site.api(DatasetVersionsApi.class);
    return Connection.all((limit, cursor) ->
        versions.entries(
            site.project(),
            dataset.ref().dataset(),
            dataset.ref().version(),
            split,
            null,
            limit,
            cursor));
  }

  private Job done(Job started) {
    return Loop.await(site, started);
  }
}
