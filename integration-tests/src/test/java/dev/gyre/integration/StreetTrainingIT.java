package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.job.Job;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.JobWait;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A segmentation of simulated streets on a real Gyre, from shards to a registered package. */
class StreetTrainingIT {

  private static final String MODEL = "street-pixels";

  @ParameterizedTest
  @EnumSource
  void trainsAndRegistersASegmentationOverColourAndDepth(Topology topology) {
    StreetSteps street = StreetSteps.in(topology);
    Recipe recipe = recipe(street, RecipeSpec.UNET_SMALL);
    RunsApi runs = street.api(RunsApi.class);

    Job ended =
        Loop.await(
            street.site(),
            runs.create(
                street.project(),
                null,
                new NewRun(recipe.id(), street.prepared().id(), 3, MODEL, null)));

    List<MetricPoint> curves =
        runs.metrics(street.project(), RunId.valueOf(JobWait.subjectId(ended)), /* name= */ null);
    assertThat(curves).extracting(MetricPoint::name).contains("train_loss");
    ModelVersion version = street.api(ModelsApi.class).version(street.project(), MODEL, 1);
    assertThat(version.classes()).isEqualTo(StreetSteps.CLASSES);
    assertThat(version.preparedSet()).isEqualTo(street.prepared().id());
    assertThat(version.parityDeviation()).isLessThan(1e-4);
    assertThat(version.metrics()).containsKey("train_loss");
  }

  @ParameterizedTest
  @EnumSource
  void refusesANetworkThatAnswersForSamples(Topology topology) {
    StreetSteps street = StreetSteps.in(topology);
    Recipe recipe = recipe(street, RecipeSpec.CNN_SMALL);

    assertThatThrownBy(() ->
            street
                .api(RunsApi.class)
                .create(
                    street.project(),
                    null,
                    new NewRun(recipe.id(), street.prepared().id(), 3, MODEL, null)))
        .isInstanceOfSatisfying(
            PlatformException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
              assertThat(e.args()).containsEntry("field", "architecture");
            });
  }

  private static Recipe recipe(StreetSteps street, String architecture) {
    return street
        .api(RecipesApi.class)
        .create(
            street.project(),
            new NewRecipe(architecture, new RecipeSpec(architecture, 2, 2, 0.005, true, 1)));
  }
}
