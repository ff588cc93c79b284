package dev.gyre.api.data;

import dev.gyre.api.PlatformException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scenes to be simulated and imported. Equal scenario, seed and frames give equal samples: what the
 * project holds already is a duplicate and nothing new.
 *
 * @param seed of the first scene; the next one has the next seed
 * @param scenes how many, 1 to 10 000
 * @param firstFrame of each scene, from 0, counted at the rate of its colour pictures
 * @param frames of each scene, 1 or more, within the scenario's duration
 * @param shards into how many jobs the work is divided, 1 to 64; 1 if absent
 * @param classes class of the task contract by class of the simulator, such as {@code pedestrian};
 *     those of equal name need no entry. Pixels of other classes are not scored
 */
public record NewSimulation(
    ScenarioId scenario,
    long seed,
    int scenes,
    int firstFrame,
    int frames,
    @Nullable Integer shards,
    Map<String, String> classes) {

  /** The most pictures that one job renders. */
  public static final int MAX_SHARD_FRAMES = 2000;

  public NewSimulation {
    classes = Map.copyOf(classes);
    shards = shards == null ? 1 : shards;
    if (scenes < 1 || scenes > 10_000) {
      throw PlatformException.invalid("scenes", scenes, "1 to 10000");
    }
    if (firstFrame < 0) {
      throw PlatformException.invalid("first_frame", firstFrame, "0 or more");
    }
    if (frames < 1) {
      throw PlatformException.invalid("frames", frames, "1 or more");
    }
    long total = (long) scenes * frames;
    if (shards < 1 || shards > 64 || shards > total) {
      throw PlatformException.invalid("shards", shards, "1 to 64, and no more than pictures");
    }
    if (total > (long) shards * MAX_SHARD_FRAMES) {
      throw PlatformException.invalid(
          "shards",
          shards,
          "so many that none has more than %d of the %d pictures"
              .formatted(MAX_SHARD_FRAMES, total));
    }
  }

  /** All pictures. */
  public int total() {
    return scenes * frames;
  }

  /** The first picture of a shard, among all; that of the shard after the last is the total. */
  public int from(int shard) {
    return (int) ((long) total() * shard / shardCount());
  }

  /** How many shards there are. */
  public int shardCount() {
    return shards == null ? 1 : shards;
  }
}
