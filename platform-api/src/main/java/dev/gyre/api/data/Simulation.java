package dev.gyre.api.data;

import dev.gyre.api.Digest;
import java.time.Instant;
import java.util.List;

/**
 * Scenes that are simulated and imported, their truth as annotations of the source {@code
 * SIMULATOR}.
 *
 * @param digest of the scenario
 * @param spec what was asked for
 * @param state that of the shard that is furthest behind; {@code FAILED} if one has failed and none
 *     is at work any more
 * @param createdBy name of the principal
 */
public record Simulation(
    SimulationId id,
    Digest digest,
    NewSimulation spec,
    SimulationState state,
    List<SimulationShard> shards,
    Instant created,
    String createdBy) {

  public Simulation {
    shards = List.copyOf(shards);
  }
}
