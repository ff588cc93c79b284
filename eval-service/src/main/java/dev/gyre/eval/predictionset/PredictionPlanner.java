package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedStreamSpec;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Finds what a prediction needs and says whether it may be made. Calls peers: no transaction. */
@Component
public class PredictionPlanner {

  private final ModelsApi models;
  private final DatasetVersionsApi versions;
  private final PreparationsApi preparations;
  private final PredictionSetProperties properties;

  PredictionPlanner(
      ModelsApi models,
      DatasetVersionsApi versions,
      PreparationsApi preparations,
      PredictionSetProperties properties) {
    this.models = models;
    this.versions = versions;
    this.preparations = preparations;
    this.properties = properties;
  }

  /**
   * @throws PlatformException with {@code NOT_FOUND} for an unknown model version or dataset
   *     version; {@code WRONG_STATE} if the model version is not ready or the split is empty
   */
  public PredictionPlan plan(ProjectId project, ProjectSlug slug, NewPredictionSet asked) {
    ModelVersion model = ready(slug, asked.model());
    int expected = samples(slug, asked.dataset(), asked.split());
    PreparationSpec spec = preparations.get(slug, model.preparation()).spec();
    PreparedStreamSpec picture = spec.inputs().getFirst();
    DatasetRef dataset = asked.dataset();
    PredictInput input =
        new PredictInput(
            model.artifact(),
            versions.manifest(slug, dataset.dataset(), dataset.version()).artifact(),
            asked.split(),
            picture.name(),
            Objects.requireNonNullElse(picture.colour(), "rgb"),
            properties.batchSize());
    return new PredictionPlan(
        project, asked.model(), model.classes(), dataset, asked.split(), expected, input);
  }

  /** A model version that can be run. */
  public ModelVersion ready(ProjectSlug slug, ModelRef ref) {
    ModelVersion model = models.version(slug, ref.model(), ref.version());
    if (model.state() != ModelVersionState.READY) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Model version %s is %s; name one that is READY".formatted(ref, model.state()));
    }
    return model;
  }

  private int samples(ProjectSlug slug, DatasetRef ref, Split split) {
    DatasetVersion version = versions.get(slug, ref.dataset(), ref.version());
    int samples = version.samplesBySplit().getOrDefault(split, 0);
    if (samples == 0) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Dataset version %s has no samples in the split %s; name another split, or commit a version with some"
              .formatted(ref, split));
    }
    return samples;
  }
}
