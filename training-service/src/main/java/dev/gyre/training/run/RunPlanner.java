package dev.gyre.training.run;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.data.PreparedState;
import dev.gyre.api.data.Shard;
import dev.gyre.api.data.Split;
import dev.gyre.api.data.TruthSpec;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import dev.gyre.api.project.TaskKind;
import dev.gyre.api.training.NewRun;
import dev.gyre.api.training.Recipe;
import dev.gyre.api.training.RecipeSpec;
import dev.gyre.api.training.TrainInput;
import dev.gyre.training.recipe.Recipes;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds what a run needs and says whether it may be started. Calls peers, so no transaction. */
@Component
class RunPlanner {

  private final Recipes recipes;
  private final PreparedSetsApi preparedSets;
  private final PreparationsApi preparations;
  private final TaskContractsApi contracts;

  RunPlanner(
      Recipes recipes,
      PreparedSetsApi preparedSets,
      PreparationsApi preparations,
      TaskContractsApi contracts) {
    this.recipes = recipes;
    this.preparedSets = preparedSets;
    this.preparations = preparations;
    this.contracts = contracts;
  }

  /**
   * @throws PlatformException as {@link dev.gyre.api.training.RunsApi#create}
   */
  RunPlan plan(ProjectId project, ProjectSlug slug, NewRun asked) {
    Recipe recipe = recipes.get(project, asked.recipe());
    PreparedSet set = preparedSets.get(slug, asked.preparedSet());
    if (set.state() != PreparedState.READY || set.index() == null) {
      throw new PlatformException(
          ErrorCode.WRONG_STATE,
          "Prepared set %s is %s; train on one that is READY".formatted(set.id(), set.state()));
    }
    TaskContractVersion contract = contracts.current(slug);
    requireClasses(set, contract);
    requireTask(recipe.spec(), contract);
    Preparation preparation = preparations.get(slug, set.preparation());
    requireLearnable(preparation.spec(), recipe.spec().task());
    TrainInput input =
        new TrainInput(
            trainingShards(set),
            set.index(),
            set.classes(),
            set.streams(),
            preparation.spec(),
            recipe.spec(),
            asked.seed(),
            "",
            null);
    return new RunPlan(asked, set.preparation(), set.dataset(), contract.number(), input);
  }

  private static void requireClasses(PreparedSet set, TaskContractVersion contract) {
    List<String> present = contract.contract().classes();
    if (!set.classes().equals(present)) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Prepared set %s has the classes %s of task contract %d, but contract %d has %s; prepare a dataset version of the present contract"
              .formatted(set.id(), set.classes(), set.contractNumber(), contract.number(), present),
          Map.of("field", "classes"));
    }
  }

  private static void requireTask(RecipeSpec recipe, TaskContractVersion contract) {
    TaskKind task = contract.contract().task();
    if (recipe.task() != task) {
      throw new PlatformException(
          ErrorCode.CONTRACT_VIOLATION,
          "Architecture '%s' answers %s, but task contract %d wants %s; choose a recipe of another architecture"
              .formatted(recipe.architecture(), recipe.task(), contract.number(), task),
          Map.of("field", "architecture"));
    }
  }

  /** What the worker would refuse, said before there is a run. */
  private static void requireLearnable(PreparationSpec preparation, TaskKind task) {
    if (!preparation.geometry().isEmpty()) {
      throw PlatformException.invalid(
          "geometry",
          preparation.geometry().getFirst(),
          "empty for training: a model's graph repeats the size of each stream and no other step");
    }
    long maps =
        preparation.truths().stream()
            .filter(stream ->
                stream.truth() != null && stream.truth().kind().equals(TruthSpec.LABEL_MAP))
            .count();
    if (task == TaskKind.SEGMENTATION && maps != 1) {
      throw PlatformException.invalid(
          "streams",
          "%d truths of kind %s".formatted(maps, TruthSpec.LABEL_MAP),
          "one: a segmentation learns one label map");
    }
  }

  /** What a training may see: test samples stay out of its reach. */
  private static List<Shard> trainingShards(PreparedSet set) {
    List<Shard> shards =
        set.shards().stream().filter(shard -> shard.split() != Split.TEST).toList();
    if (shards.stream().noneMatch(shard -> shard.split() == Split.TRAIN && shard.samples() > 0)) {
      throw PlatformException.invalid(
          "prepared_set", set.id(), "one with samples in the split TRAIN");
    }
    return shards;
  }
}
