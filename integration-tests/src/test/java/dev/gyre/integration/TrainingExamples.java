package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.PERMISSION_DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobsApi;
import dev.gyre.api.project.Role;
import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import java.io.InputStream;
import java.util.List;

/** Recipes, runs, and the models that come of them. */
final class TrainingExamples {

  private static final String MODEL = Loop.MODEL;

  private TrainingExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            RecipesApi.class,
            "create",
            (api, loop) -> {
              RecipeSpec spec = new RecipeSpec("cnn-small", 1, 16, 0.01, true, 1);
              Recipe first = api.create(loop.project(), new NewRecipe("short", spec));
              assertThat(first.number()).isEqualTo(1);
              assertThat(api.create(loop.project(), new NewRecipe("short", spec)).id())
                  .as("the first of equal content")
                  .isEqualTo(first.id());
            },
            PERMISSION_DENIED,
            (_, loop) ->
                loop.as(Role.LABELLER)
                    .api(RecipesApi.class)
                    .create(loop.project(), new NewRecipe("short", LoopSteps.RECIPE))),
        Example.of(
            RecipesApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Recipe::id)
                    .contains(loop.recipe().id()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            RecipesApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.recipe().id())).isEqualTo(loop.recipe()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), RecipeId.next())),
        Example.of(
            RunsApi.class,
            "create",
            (api, loop) -> {
              NewRun another = run(loop, loop.prepared().id());
              Job job = api.create(loop.project(), "key-3", another);
              assertThat(job.subject()).startsWith("run/");
              assertThat(api.create(loop.project(), "key-3", another).id())
                  .as("the same request under the same key")
                  .isEqualTo(job.id());
              loop.api(JobsApi.class).cancel(loop.project(), job.id());
            },
            NOT_FOUND,
            (api, loop) -> api.create(loop.project(), null, run(loop, PreparedSetId.next()))),
        Example.of(
            RunsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Run::id)
                    .contains(loop.run().id()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            RunsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.run().id())).isEqualTo(loop.run()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), RunId.next())),
        Example.of(
            RunsApi.class,
            "metrics",
            (api, loop) ->
                assertThat(api.metrics(loop.project(), loop.run().id(), "train_loss"))
                    .isNotEmpty()
                    .extracting(MetricPoint::name)
                    .containsOnly("train_loss"),
            NOT_FOUND,
            (api, loop) -> api.metrics(loop.project(), RunId.next(), null)),
        Example.of(
            ModelsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Model::name)
                    .contains(MODEL),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            ModelsApi.class,
            "get",
            (api, loop) -> assertThat(api.get(loop.project(), MODEL).newest()).isPositive(),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), "none")),
        Example.of(
            ModelsApi.class,
            "versions",
            (api, loop) ->
                assertThat(api.versions(loop.project(), MODEL, 100, null).items())
                    .extracting(ModelVersion::run)
                    .contains(loop.run().id()),
            NOT_FOUND,
            (api, loop) -> api.versions(loop.project(), "none", 100, null)),
        Example.of(
            ModelsApi.class,
            "version",
            (api, loop) ->
                assertThat(api.version(loop.project(), MODEL, 1).classes())
                    .isEqualTo(Pictures.CLASSES),
            NOT_FOUND,
            (api, loop) -> api.version(loop.project(), MODEL, 99)),
        Example.of(
            ModelsApi.class,
            "modelPackage",
            (api, loop) -> {
              try (InputStream bytes = api.modelPackage(loop.project(), MODEL, 1)) {
                assertThat((long) bytes.readAllBytes().length)
                    .isEqualTo(api.version(loop.project(), MODEL, 1).size());
              }
            },
            NOT_FOUND,
            (api, loop) -> api.modelPackage(loop.project(), MODEL, 99)),
        Example.of(
            ModelsApi.class,
            "aliases",
            (api, loop) ->
                assertThat(api.aliases(loop.project(), MODEL))
                    .extracting(Alias::alias)
                    .contains("champion"),
            NOT_FOUND,
            (api, loop) -> api.aliases(loop.project(), "none")),
        Example.of(
            ModelsApi.class,
            "moveAlias",
            (api, loop) ->
                assertThat(
                        api.moveAlias(
                            loop.project(), MODEL, "night", new AliasMove(1, "for the night")))
                    .extracting(Alias::version)
                    .isEqualTo(1),
            PERMISSION_DENIED,
            (_, loop) ->
                loop.as(Role.ENGINEER)
                    .api(ModelsApi.class)
                    .moveAlias(loop.project(), MODEL, "champion", new AliasMove(1, "because"))),
        Example.of(
            ModelsApi.class,
            "aliasHistory",
            (api, loop) ->
                assertThat(api.aliasHistory(loop.project(), MODEL, "champion", 100, null).items())
                    .contains(loop.champion()),
            NOT_FOUND,
            (api, loop) -> api.aliasHistory(loop.project(), MODEL, "never", 100, null)));
  }

  private static NewRun run(Loop loop, PreparedSetId prepared) {
    return new NewRun(loop.recipe().id(), prepared, 2, "spare", null);
  }
}
