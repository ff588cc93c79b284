package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationState;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobState;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunState;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs, evaluations, a verdict and a promotion on a Gyre that dies. */
final class KilledModels {

  private final Survivor survivor;
  private final Connection site;
  private final KilledData data;
  private int runs;
  private int evaluations;
  private @Nullable Recipe recipe;
  private @Nullable GateVerdict verdict;

  KilledModels(Survivor survivor, KilledData data) {
    this.survivor = survivor;
    this.site = survivor.site();
    this.data = data;
  }

  void trainAt(KillPoint point) {
    requireOne(survivor.job(point, nextRun()));
  }

  /** At so many looks at the clock after the run was asked for. */
  void trainAtAMoment(int pass) {
    Supplier<Job> start = nextRun();
    Job started = start.get();
    survivor.gyre().arm(KillPoint.ANY_MOMENT, pass);
    survivor.gyre().reviveAfter(KillPoint.ANY_MOMENT);
    assertThat(start.get().id()).isEqualTo(started.id());
    requireOne(Loop.await(site, started));
  }

  /**
   * A worker dies while the server takes over what it has made, and another is started. What the
   * first one made comes too late.
   */
  void trainWithALapsedAttempt() {
    FragileGyre gyre = survivor.gyre();
    gyre.hold(KillPoint.RESULT_ACCEPTED);
    Job started = nextRun().get();
    gyre.awaitHolding(KillPoint.RESULT_ACCEPTED);
    gyre.hold(KillPoint.WORKER_BEFORE_COMPLETION);
    gyre.killWorkers();
    gyre.awaitHolding(KillPoint.WORKER_BEFORE_COMPLETION);
    gyre.hold(KillPoint.RESULT_JUDGED);
    gyre.release(KillPoint.RESULT_ACCEPTED);
    gyre.awaitHolding(KillPoint.RESULT_JUDGED);
    Job between = survivor.look(started);
    gyre.release(KillPoint.RESULT_JUDGED);
    gyre.release(KillPoint.WORKER_BEFORE_COMPLETION);
    assertThat(between.attempt()).isEqualTo(2);
    assertThat(between.state())
        .as("after the end of the lapsed attempt")
        .isEqualTo(JobState.RUNNING);
    Job ended = Loop.await(site, started);
    assertThat(ended.attempt()).isEqualTo(2);
    requireOne(ended);
  }

  /** Its worker stays at work. */
  void startARun() {
    survivor.gyre().hold(KillPoint.WORKER_BEFORE_COMPLETION);
    Job _ = nextRun().get();
    survivor.gyre().awaitHolding(KillPoint.WORKER_BEFORE_COMPLETION);
    assertThat(survivor.gyre().workers()).hasSize(1);
  }

  private Supplier<Job> nextRun() {
    int number = ++runs;
    if (recipe == null) {
      recipe =
          site.api(RecipesApi.class)
              .create(project(), new NewRecipe("perceptron", LoopSteps.RECIPE));
    }
    NewRun wanted = new NewRun(recipe.id(), data.prepared().id(), number, Loop.MODEL, "deaths");
    return () -> site.api(RunsApi.class).create(project(), "run-" + number, wanted);
  }

  /** One run, one version of it, one value of each metric at each step. */
  private void requireOne(Job job) {
    RunsApi api = site.api(RunsApi.class);
    Run run = api.get(project(), RunId.valueOf(JobWait.subjectId(job)));
    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(api.list(project(), 100, null).items()).hasSize(runs);
    List<ModelVersion> versions =
        site.api(ModelsApi.class).versions(project(), Loop.MODEL, 100, null).items();
    assertThat(versions).hasSize(runs).extracting(ModelVersion::run).doesNotHaveDuplicates();
    assertThat(versions.getFirst().run()).isEqualTo(run.id());
    assertThat(run.modelVersion()).isEqualTo(runs).isEqualTo(versions.getFirst().version());
    assertThat(api.metrics(project(), run.id(), null))
        .extracting(metric -> metric.name() + " " + metric.step())
        .contains("validation_accuracy 160")
        .doesNotHaveDuplicates();
  }

  void evaluateAt(KillPoint point) {
    EvaluationsApi api = site.api(EvaluationsApi.class);
    ModelRef model = new ModelRef(Loop.MODEL, ++evaluations);
    NewEvaluation wanted = new NewEvaluation(model, data.version().ref(), Split.TEST);
    Job job = survivor.job(point, () -> api.create(project(), "evaluation-" + model, wanted));
    Evaluation done = api.get(project(), EvaluationId.valueOf(JobWait.subjectId(job)));
    assertThat(done.state()).isEqualTo(EvaluationState.DONE);
    long counted = done.confusion().stream().flatMap(List::stream).mapToLong(each -> each).sum();
    assertThat(counted).isEqualTo(120);
    assertThat(api.list(project(), null, 100, null).items()).hasSize(evaluations);
  }

  void judgeAt(KillPoint point) {
    GateVerdictsApi api = site.api(GateVerdictsApi.class);
    NewGateVerdict wanted = new NewGateVerdict(candidate(), null, data.version().ref(), List.of());
    Job job = survivor.job(point, () -> api.create(project(), "verdict", wanted));
    verdict = api.get(project(), GateVerdictId.valueOf(JobWait.subjectId(job)));
    assertThat(verdict.outcome()).isEqualTo(GateOutcome.PASS);
    assertThat(api.list(project(), 100, null).items()).hasSize(1);
  }

  void promoteAt(KillPoint point) {
    GateVerdict given = Objects.requireNonNull(verdict, "nothing was judged");
    Alias moved =
        survivor.through(
            point,
            () ->
                site.api(GateVerdictsApi.class)
                    .promote(project(), given.id(), new Promote("champion")));
    assertThat(
            site.api(ModelsApi.class)
                .aliasHistory(project(), Loop.MODEL, "champion", 100, null)
                .items())
        .containsExactly(moved);
  }

  /** The version that is judged. */
  ModelRef candidate() {
    return new ModelRef(Loop.MODEL, 1);
  }

  private ProjectSlug project() {
    return site.project();
  }
}
