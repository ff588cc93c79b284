package dev.gyre.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.DiscoveriesApi;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.MetricValue;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.eval.PredictionSetsApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.Metric;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.serving.SegmentationAnswer;
import dev.gyre.api.training.MetricPoint;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.JobWait;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A segmentation of simulated streets on a real Gyre, from shards to evaluation and answers. */
class StreetTrainingIT {

  @ParameterizedTest
  @EnumSource
  void trainsAndRegistersASegmentationOverColourAndDepth(Topology topology) {
    StreetModel streets = StreetModel.in(topology);
    StreetSteps street = streets.street();

    assertThat(street.api(RunsApi.class).metrics(street.project(), streets.run().id(), null))
        .extracting(MetricPoint::name)
        .contains("train_loss", "validation_mean_iou", "validation_iou_road");
    ModelVersion version =
        street.api(ModelsApi.class).version(street.project(), streets.model().model(), 1);
    assertThat(version.classes()).isEqualTo(StreetSteps.CLASSES);
    assertThat(version.preparedSet()).isEqualTo(street.prepared().id());
    assertThat(version.parityDeviation()).isLessThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource
  void evaluatesItByPixels(Topology topology) throws IOException {
    StreetModel streets = StreetModel.in(topology);
    StreetSteps street = streets.street();
    EvaluationsApi evaluations = street.api(EvaluationsApi.class);
    Job ended =
        Loop.await(
            street.site(),
            evaluations.create(
                street.project(),
                null,
                new NewEvaluation(streets.model(), street.dataset().ref(), Split.TEST)));

    Evaluation done =
        evaluations.get(street.project(), EvaluationId.valueOf(JobWait.subjectId(ended)));

    assertThat(done.metrics())
        .extracting(MetricValue::metric)
        .containsExactlyInAnyOrderElementsOf(Metric.of(TaskKind.SEGMENTATION));
    int samples = LoopSteps.entries(street.site(), street.dataset(), Split.TEST).size();
    assertThat(done.metrics()).extracting(MetricValue::n).containsOnly(samples);
    assertThat(done.rejected()).isZero();
    long pixels = done.confusion().stream().flatMap(List::stream).mapToLong(n -> n).sum();
    assertThat(pixels)
        .isPositive()
        .isLessThanOrEqualTo((long) samples * StreetSteps.WIDTH * StreetSteps.HEIGHT);
    try (InputStream mask =
        street
            .api(PredictionSetsApi.class)
            .mask(
                street.project(),
                done.predictionSet(),
                LoopSteps.entries(street.site(), street.dataset(), Split.TEST)
                    .getFirst()
                    .sample())) {
      assertThat(ImageIO.read(mask).getHeight()).isEqualTo(StreetSteps.HEIGHT);
    }
    assertThat(street.api(DiscoveriesApi.class).create(street.project(), done.id()).rules())
        .as("%d samples are too few for any", samples)
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void answersAMomentWithAndWithoutItsDepth(Topology topology) throws IOException {
    StreetModel streets = StreetModel.in(topology);
    Map<String, byte[]> files = streets.moment();

    SegmentationAnswer answer = streets.ask(null, files);

    assertThat(answer.heightPx()).isEqualTo(StreetSteps.HEIGHT);
    assertThat(answer.segments()).isNotEmpty();
    assertThat(answer.overlay()).isNotNull();
    files.remove("depth");
    assertThat(streets.ask(null, files).mask()).as("without depth").isNotEqualTo(answer.mask());
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
                    new NewRun(recipe.id(), street.prepared().id(), 3, "none", null)))
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
