package dev.gyre.eval.predictionset;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.ModelInputPart;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.Split;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewPredictionSet;
import dev.gyre.api.eval.PredictInput;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.StreamSpec;
import dev.gyre.api.project.TaskContract;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelVersionState;
import dev.gyre.api.training.ModelsApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a prediction needs and says whether it may be made. Calls peers: no transaction. */
@Component
public class PredictionPlanner {

  private final ModelsApi models;
  private final DatasetVersionsApi versions;
  private final PreparationsApi preparations;
  private final TaskContractsApi contracts;
  private final PredictionSetProperties properties;

  PredictionPlanner(
      ModelsApi models,
      DatasetVersionsApi versions,
      PreparationsApi preparations,
      TaskContractsApi contracts,
      PredictionSetProperties properties) {
    this.models = models;
    this.versions = versions;
    this.preparations = preparations;
    this.contracts = contracts;
    this.properties = properties;
  }

  /**
   * @throws PlatformException with {@code NOT_FOUND} for an unknown model version or dataset
   *     version; {@code WRONG_STATE} if the model version is not ready or the split is empty;
   *     {@code CONTRACT_VIOLATION} and {@code field=streams} if a stream that the model takes means
   *     something else in the dataset version
   */
  public PredictionPlan plan(ProjectId project, ProjectSlug slug, NewPredictionSet asked) {
    ModelVersion model = ready(slug, asked.model());
    DatasetRef dataset = asked.dataset();
    DatasetVersion version = versions.get(slug, dataset.dataset(), dataset.version());
    int expected = samples(version, asked.split());
    PreparationSpec spec = preparations.get(slug, model.preparation()).spec();
    TaskContract contract = contracts.get(slug, model.contractNumber()).contract();
    requireSameStreams(slug, spec, contract, version);
    PredictInput input =
        new PredictInput(
            model.artifact(),
            versions.manifest(slug, dataset.dataset(), dataset.version()).artifact(),
            asked.split(),
            contract.task(),
            model.classes(),
            spec,
            contract.streams(),
            properties.batchSize());
    return new PredictionPlan(
        project, asked.model(), model.classes(), dataset, asked.split(), expected, input);
  }

  /** A scale that changed between two contracts would change every answer without an error. */
  private void requireSameStreams(
      ProjectSlug slug, PreparationSpec spec, TaskContract learnt, DatasetVersion version) {
    TaskContract now = contracts.get(slug, version.contractNumber()).contract();
    for (String name : streams(spec)) {
      Optional<StreamSpec> before = learnt.stream(name).map(PredictionPlanner::meaning);
      Optional<StreamSpec> after = now.stream(name).map(PredictionPlanner::meaning);
      if (!before.equals(after)) {
        throw new PlatformException(
            ErrorCode.CONTRACT_VIOLATION,
            "Stream '%s' of dataset version %s is %s, but the model was trained on %s; train a model on the present contract"
                .formatted(name, version.ref(), after, before),
            Map.of("field", "streams"));
      }
    }
  }

  private static List<String> streams(PreparationSpec spec) {
    return spec.modelInput().parts().stream().map(ModelInputPart::stream).toList();
  }

  /** All but whether a sample must have it. */
  private static StreamSpec meaning(StreamSpec s) {
    return new StreamSpec(
        s.name(),
        s.kind(),
        true,
        s.channels(),
        s.unit(),
        s.elementType(),
        s.validRange(),
        s.scale(),
        s.offset(),
        s.invalidValue(),
        s.rateHz(),
        s.clock());
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

  private static int samples(DatasetVersion version, Split split) {
    int samples = version.samplesBySplit().getOrDefault(split, 0);
    if (samples == 0) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Dataset version %s has no samples in the split %s; name another split, or commit a version with some"
              .formatted(version.ref(), split));
    }
    return samples;
  }
}
