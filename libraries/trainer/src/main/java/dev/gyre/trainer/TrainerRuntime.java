package dev.gyre.trainer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a process that trains. The engine reads all of this when it is first used, so it
 * must be on the command line of a child process; a process carries out one training at a time,
 * because gradient collection and the random seed are global to it.
 *
 * @param cacheDirectory where the native library is unpacked once (about 450 MB); shared by
 *     processes and kept between them
 * @param threads threads of one training, at least 1. Results are bit-equal only for an equal
 *     number; small networks are fastest with 1.
 */
public record TrainerRuntime(Path cacheDirectory, int threads) {
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /** Refuses fewer than one thread. */
  public TrainerRuntime {
    if (threads < 1) {
      throw new TrainerException("Training needs at least 1 thread, not " + threads);
    }
  }

  /** Arguments of {@code java}, before the main class. */
  public List<String> jvmArguments() {
    return List.of(
        // JNA, the engine and ONNX Runtime load native code.
        "--enable-native-access=ALL-UNNAMED",
        // A missing native library is an error, not a download.
        "-Dai.djl.offline=true",
        // No usage tracking.
        "-DOPT_OUT_TRACKING=true",
        // Else it is unpacked into the home folder.
        "-DDJL_CACHE_DIR=" + cacheDirectory,
        "-D" + THREADS + "=" + threads,
        "-Dai.djl.pytorch.num_interop_threads=1");
  }

  /**
   * Environment of the child process. Passive waiting matters most: threads that spin make a step
   * several times slower on shared cores.
   */
  public Map<String, String> environment() {
    return Map.of("OMP_WAIT_POLICY", "PASSIVE", "ORT_DISABLE_TELEMETRY", "1");
  }

  /**
   * Checks that this process was started for so many threads.
   *
   * @throws TrainerException if not
   */
  static void requireThreads(int threads) {
    int started = Integer.getInteger(THREADS, 0);
    if (started != threads) {
      throw new TrainerException(
          "The plan asks for %d threads but this process has -D%s=%s: start it with TrainerRuntime"
              .formatted(threads, THREADS, System.getProperty(THREADS)));
    }
  }
}
