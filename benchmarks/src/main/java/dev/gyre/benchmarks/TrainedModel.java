package dev.gyre.benchmarks;

import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.ModelInputSpec;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.serving.Deployment;
import dev.gyre.api.serving.DeploymentState;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.ModelsApi;
import dev.gyre.api.training.NewRecipe;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.RecipesApi;
import dev.gyre.api.training.RunsApi;
import dev.gyre.cli.Connection;
import dev.gyre.cli.JobWait;
import dev.gyre.onnx.ModelPackage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A model that Gyre has trained a little, of a network that is wanted for its cost alone.
 *
 * @param name of the model, and the beginning of its endpoints' names
 */
record TrainedModel(Connection site, String name, ModelPackage file) {

  private static final String ALIAS = "measured";
  private static final int CONCURRENCY = 64;

  /** Pictures and a dataset to train on. */
  static DatasetVersion dataset(ScratchGyre gyre, Connection site) throws Exception {
    Path zip = gyre.home().resolve("tmp/bench.zip");
    new PictureArchive(3).write(zip, 0, 60, false);
    try (InputStream in = Files.newInputStream(zip)) {
      Job _ =
          ScratchGyre.await(
              site, site.api(ImportsApi.class).start(site.project(), "class_folder", null, in));
    }
    site.api(DatasetsApi.class).create(site.project(), new NewDataset("pictures"));
    NewDatasetVersion wanted =
        new NewDatasetVersion(null, new SplitRule(1, 0.8, 0.1, 0.1, true, null), List.of(), null);
    Job job =
        ScratchGyre.await(
            site,
            site.api(DatasetVersionsApi.class).commit(site.project(), "pictures", null, wanted));
    return ContractJson.mapper().treeToValue(JobWait.result(job), DatasetVersion.class);
  }

  /**
   * Trains one.
   *
   * @param sizePx of the picture that the network sees; the cost grows with its square
   */
  static TrainedModel train(Connection site, DatasetVersion dataset, String name, int sizePx)
      throws Exception {
    Preparation preparation =
        site.api(PreparationsApi.class)
            .create(
                site.project(),
                new NewPreparation(
                    name,
                    PreparationSpec.ofPicture(
                        "image",
                        "gray",
                        ModelInputSpec.of(
                            sizePx, sizePx, "image", 1.0 / 255, List.of(0.0), List.of(1.0)))));
    Job prepared =
        ScratchGyre.await(
            site,
            site.api(PreparedSetsApi.class)
                .start(site.project(), null, new NewPreparedSet(preparation.id(), dataset.ref())));
    Recipe recipe =
        site.api(RecipesApi.class)
            .create(
                site.project(),
                new NewRecipe("short", new RecipeSpec("cnn-small", 1, 4, 0.001, true, 1)));
    PreparedSetId set = PreparedSetId.valueOf(JobWait.subjectId(prepared));
    Job _ =
        ScratchGyre.await(
            site,
            site.api(RunsApi.class)
                .create(site.project(), null, new NewRun(recipe.id(), set, 1, name, null)));
    ModelsApi models = site.api(ModelsApi.class);
    models.moveAlias(site.project(), name, ALIAS, new AliasMove(1, "to be measured"));
    try (InputStream bytes = models.modelPackage(site.project(), name, 1)) {
      return new TrainedModel(site, name, ModelPackage.read(bytes.readAllBytes()));
    }
  }

  /** An endpoint that answers with it; its name. */
  String open(Logging logging) throws InterruptedException {
    String endpoint = "%s-%s".formatted(name, logging.name().toLowerCase(Locale.ROOT));
    EndpointsApi endpoints = site.api(EndpointsApi.class);
    endpoints.create(site.project(), new NewEndpoint(endpoint, name, ALIAS, logging, CONCURRENCY));
    Deployment now = endpoints.get(site.project(), endpoint).deployment();
    while (now == null || now.state() != DeploymentState.READY) {
      Load.pause();
      now = endpoints.get(site.project(), endpoint).deployment();
    }
    return endpoint;
  }
}
