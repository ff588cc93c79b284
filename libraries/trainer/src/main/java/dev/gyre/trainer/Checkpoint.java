package dev.gyre.trainer;

import dev.gyre.onnx.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state after an epoch from which training goes on bit-equal, as plain values.
 *
 * @param epoch last finished epoch, from 1
 * @param step steps done, over all epochs
 * @param plan what a resumed training must have in common, in words: network, batch size, learning
 *     rate, seed, threads, class weights, number of samples
 * @param weights of the network, running statistics included
 * @param moments of Adam, {@code m.<weight>} and {@code v.<weight>}
 */
public record Checkpoint(
    int epoch,
    long step,
    SortedMap<String, String> plan,
    SortedMap<String, Tensor> weights,
    SortedMap<String, Tensor> moments) {

  /** Copies the maps. */
  public Checkpoint {
    plan = Collections.unmodifiableSortedMap(new TreeMap<>(plan));
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    moments = Collections.unmodifiableSortedMap(new TreeMap<>(moments));
  }

  /**
   * Writes the folder {@code epoch-<number>} into a directory and returns it: weights and moments
   * as safetensors, the rest as JSON. The folder appears whole or not at all; equal checkpoints
   * give equal bytes.
   *
   * @throws TrainerException if the folder exists
   */
  public Path writeTo(Path directory) throws IOException {
    return CheckpointFolder.write(this, directory);
  }

  /**
   * Reads a folder that {@link #writeTo} wrote.
   *
   * @throws TrainerException if files are missing or damaged
   */
  public static Checkpoint read(Path folder) throws IOException {
    return CheckpointFolder.read(folder);
  }

  /** The folder of the latest epoch in a directory; empty if there is none. */
  public static Optional<Path> findLatest(Path directory) throws IOException {
    return CheckpointFolder.findLatest(directory);
  }
}
