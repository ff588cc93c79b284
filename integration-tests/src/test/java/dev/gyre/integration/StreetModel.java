package dev.gyre.integration;

import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.job.Job;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.serving.SegmentApi;
import dev.gyre.api.serving.SegmentationAnswer;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.JobWait;
import dev.gyre.cli.StreamForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model of simulated streets and an endpoint that answers with it; once for each topology. */
record StreetModel(StreetSteps street, Run run, ModelRef model) {

  static final String ENDPOINT = "windscreen";

  /** Few steps: whether it is good is asked elsewhere. */
  private static final RecipeSpec RECIPE =
      new RecipeSpec(RecipeSpec.UNET_SMALL, 5, 4, 0.01, true, 1);

  private static final Map<Topology, StreetModel> MADE = new EnumMap<>(Topology.class);

  /** The model of a topology. */
  static synchronized StreetModel in(Topology topology) {
    return MADE.computeIfAbsent(topology, StreetModel::make);
  }

  private static StreetModel make(Topology topology) {
    StreetSteps street = StreetSteps.in(topology);
    Recipe recipe =
        street.api(RecipesApi.class).create(street.project(), new NewRecipe("unet", RECIPE));
    RunsApi runs = street.api(RunsApi.class);
    Job job =
        Loop.await(
            street.site(),
            runs.create(
                street.project(),
                null,
                new NewRun(recipe.id(), street.prepared().id(), 1, "streets", "scenarios")));
    Run run = runs.get(street.project(), RunId.valueOf(JobWait.subjectId(job)));
    ModelRef model = new ModelRef("streets", Objects.requireNonNull(run.modelVersion()));
    street
        .api(ModelsApi.class)
        .moveAlias(
            street.project(),
            model.model(),
            "champion",
            new AliasMove(model.version(), "The first one; a scenario asks it"));
    street
        .api(EndpointsApi.class)
        .create(
            street.project(),
            new NewEndpoint(ENDPOINT, model.model(), "champion", Logging.DURABLE, 4));
    new LoopSteps(street.site()).awaitServing(ENDPOINT, model);
    return new StreetModel(street, run, model);
  }

  /** The stored streams of a sample of the test split that has all. */
  Map<String, byte[]> moment() throws IOException {
    SamplesApi samples = street.api(SamplesApi.class);
    SampleId whole =
        LoopSteps.entries(street.site(), street.dataset(), Split.TEST).stream()
            .map(DatasetEntry::sample)
            .filter(sample -> samples.get(street.project(), sample).streams().size() == 2)
            .findFirst()
            .orElseThrow();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String stream : List.of("rgb", "depth")) {
      try (InputStream bytes = samples.bytes(street.project(), whole, stream)) {
        files.put(stream, bytes.readAllBytes());
      }
    }
    return files;
  }

  SegmentationAnswer ask(@Nullable String clientKey, Map<String, byte[]> files) {
    return ask(street.api(SegmentApi.class), ENDPOINT, clientKey, files);
  }

  SegmentationAnswer ask(
      SegmentApi api, String endpoint, @Nullable String clientKey, Map<String, byte[]> files) {
    StreamForm form = StreamForm.of(files);
    return api.segment(
        street.project(),
        endpoint,
        form.contentType(),
        clientKey,
        null,
        "car-1",
        "drive-1",
        0L,
        "{\"light\": \"day\"}",
        true,
        form.body());
  }
}
