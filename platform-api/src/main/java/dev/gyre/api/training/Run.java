package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training of one recipe on one prepared set with one seed. Also the payload of {@code
 * dev.gyre.run.finished.v1}, which tells every end of a run, whatever its state.
 *
 * @param dataset that the prepared set was made of
 * @param model the model line that the result goes to
 * @param job carries the run out; its log and outcome are the run's
 * @param modelVersion number of the version that the run has yielded; absent unless {@code
 *     FINISHED}
 * @param attempts at its job, in order; more than one if a worker or its machine failed
 * @param checkpoint the optimiser step of the newest checkpoint, from which another attempt would
 *     go on; absent before the first
 * @param latest the value of each metric at its highest step
 */
public record Run(
    RunId id,
    RecipeId recipe,
    PreparedSetId preparedSet,
    DatasetRef dataset,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long seed,
    String model,
    @Nullable String experiment,
    RunState state,
    JobId job,
    @Nullable Integer modelVersion,
    List<RunAttempt> attempts,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long checkpoint,
    Map<String, Double> latest,
    Instant created,
    @Nullable Instant ended) {

  public Run {
    // Events that were written before attempts were told have none.
    attempts = attempts == null ? List.of() : List.copyOf(attempts);
    latest = Map.copyOf(latest);
  }
}
