package dev.gyre.cli.demo;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.SliceValue;
import dev.gyre.api.job.Job;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.CommandFailure;
import dev.gyre.cli.Exit;
import dev.gyre.cli.JobWait;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** Training, scoring and the first champion. */
final class ModelSteps {

  static final String MODEL = "digits";

  /** As measured: a perceptron, 60 epochs, Adam at 0.005, batches of 32. */
  private static final RecipeSpec RECIPE = new RecipeSpec("mlp", 60, 32, 0.005, false, 1);

  private final DemoSite site;

  ModelSteps(DemoSite site) {
    this.site = site;
  }

  ModelRef train(PreparedSet set) {
    Recipe recipe =
        site.api(RecipesApi.class).create(site.project(), new NewRecipe("perceptron", RECIPE));
    RunsApi runs = site.api(RunsApi.class);
    NewRun wanted = new NewRun(recipe.id(), set.id(), DemoSeed.SEED, MODEL, "demo");
    Job job = site.await(runs.create(site.project(), null, wanted));
    Run run = runs.get(site.project(), RunId.valueOf(JobWait.subjectId(job)));
    Integer number = run.modelVersion();
    if (number == null) {
      throw new CommandFailure(
          Exit.SERVER, "Run %s is %s without a model version".formatted(run.id(), run.state()));
    }
    ModelVersion version = site.api(ModelsApi.class).version(site.project(), MODEL, number);
    site.say(
        "Run %s made %s/%d, %d bytes; the package deviates by %.1e from the trained network.",
        run.id(), MODEL, number, version.size(), version.parityDeviation());
    return new ModelRef(MODEL, number);
  }

  Evaluation evaluate(ModelRef model, DatasetRef dataset) {
    EvaluationsApi evaluations = site.api(EvaluationsApi.class);
    Job job =
        site.await(
            evaluations.create(
                site.project(), null, new NewEvaluation(model, dataset, Split.TEST)));
    Evaluation evaluation =
        evaluations.get(site.project(), EvaluationId.valueOf(JobWait.subjectId(job)));
    for (MetricValue metric : evaluation.metrics()) {
      site.say(
          "%s %.3f, 95 %% between %.3f and %.3f (n %d).",
          metric.metric().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          metric.value(),
          metric.low(),
          metric.high(),
          metric.n());
    }
    site.say("Weakest classes: %s.", weakest(evaluation));
    long cells =
        evaluation.confusion().stream()
            .flatMap(row -> row.stream())
            .mapToLong(Long::longValue)
            .sum();
    long members =
        evaluation.slices().stream()
            .filter(slice -> slice.className() != null)
            .mapToInt(SliceValue::n)
            .sum();
    site.contradictions()
        .unless(
            cells == members,
            "Evaluation %s: the classes have %d samples, the confusion %d",
            evaluation.id(),
            members,
            cells);
    return evaluation;
  }

  /** An admin's decision with its reason: there is no champion yet that a gate could compare. */
  void crown(ModelRef model) {
    site.api(ModelsApi.class)
        .moveAlias(
            site.project(),
            model.model(),
            "champion",
            new AliasMove(
                model.version(),
                "The first version: there is no champion to compare it with, and its weaknesses"
                    + " shall be found in use"));
    site.say("%s is champion, by an admin's decision.", model);
  }

  private static String weakest(Evaluation evaluation) {
    return evaluation.slices().stream()
        .filter(slice -> slice.className() != null && slice.n() > 0)
        .sorted(Comparator.comparingDouble(SliceValue::accuracy))
        .limit(3)
        .map(slice -> "%s %d of %d".formatted(slice.className(), slice.right(), slice.n()))
        .collect(Collectors.joining(", "));
  }
}
