package dev.gyre.api.training;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.Digest;
import dev.gyre.api.data.PreparationSpec;
import dev.gyre.api.data.Shard;
import dev.gyre.api.project.StreamSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is given for a job of type {@code train}.
 *
 * @param shards of the prepared set's train and validation splits; a training never sees the test
 *     split
 * @param index the Parquet file that lists the items of the shards
 * @param classes in the order of the model's outputs
 * @param streams of the task contract that the dataset version was made under
 * @param run 32 hexadecimal digits, to be written into the package
 * @param checkpoint to go on from; absent for a start from the seed
 */
public record TrainInput(
    List<Shard> shards,
    Digest index,
    List<String> classes,
    List<StreamSpec> streams,
    PreparationSpec preparation,
    RecipeSpec recipe,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long seed,
    String run,
    @Nullable Digest checkpoint) {

  public TrainInput {
    shards = List.copyOf(shards);
    classes = List.copyOf(classes);
    streams = List.copyOf(streams);
  }

  /** The same for a run. */
  public TrainInput forRun(RunId other) {
    return new TrainInput(
        shards, index, classes, streams, preparation, recipe, seed, other.hex(), checkpoint);
  }
}
