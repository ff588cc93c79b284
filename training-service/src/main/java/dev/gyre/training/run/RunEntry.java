package dev.gyre.training.run;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparationId;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.JobId;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.training.RecipeId;
import dev.gyre.api.training.Run;
import dev.gyre.api.training.RunId;
import dev.gyre.api.training.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with the lineage that its model version takes over.
 *
 * @param classes in the order of the model's outputs
 */
record RunEntry(
    RunId id,
    ProjectId project,
    RecipeId recipe,
    PreparedSetId preparedSet,
    PreparationId preparation,
    DatasetRef dataset,
    int contractNumber,
    List<String> classes,
    long seed,
    String model,
    @Nullable String experiment,
    RunState state,
    JobId job,
    @Nullable Integer modelVersion,
    Instant created,
    @Nullable Instant ended) {

  RunEntry {
    classes = List.copyOf(classes);
  }

  static RunEntry scheduled(RunId id, JobId job, ProjectId project, RunPlan plan, Instant now) {
    return new RunEntry(
        id,
        project,
        plan.asked().recipe(),
        plan.asked().preparedSet(),
        plan.preparation(),
        plan.dataset(),
        plan.contractNumber(),
        plan.input().classes(),
        plan.asked().seed(),
        plan.asked().model(),
        plan.asked().experiment(),
        RunState.SCHEDULED,
        job,
        null,
        now,
        null);
  }

  RunEntry ended(RunState end, @Nullable Integer version, Instant now) {
    return new RunEntry(
        id,
        project,
        recipe,
        preparedSet,
        preparation,
        dataset,
        contractNumber,
        classes,
        seed,
        model,
        experiment,
        end,
        job,
        version,
        created,
        now);
  }

  Run toRun(MetricRepository.Latest latest, AttemptRepository.History history) {
    return new Run(
        id,
        recipe,
        preparedSet,
        dataset,
        seed,
        model,
        experiment,
        state,
        job,
        modelVersion,
        history.of(id),
        history.checkpoint(id),
        latest.of(id),
        created,
        ended);
  }
}
