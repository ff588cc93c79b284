package dev.gyre.api.data;

import dev.gyre.api.Digest;
import dev.gyre.api.project.StreamSpec;
import java.util.List;

/**
 * What a worker gets for a job of type {@code prepare}.
 *
 * @param manifest the dataset version's manifest
 * @param classes in the order of the model's outputs
 * @param streams of the dataset version's task contract
 * @param maxShardSamples how many samples one shard holds at most
 */
public record PrepareInput(
    Digest manifest,
    PreparationSpec spec,
    List<String> classes,
    List<StreamSpec> streams,
    int maxShardSamples) {

  public PrepareInput {
    classes = List.copyOf(classes);
    streams = List.copyOf(streams);
  }
}
