package dev.gyre.worker.job;

import dev.gyre.trainer.TrainerRuntime;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the training engine must find when it is first used. The number of threads belongs to the
 * recipe, so it cannot stand on a command line that is one for all jobs.
 */
final class EngineSettings {

  private static final String CACHE = "DJL_CACHE_DIR";
  private static final String OPTION = "-D";

  private EngineSettings() {}

  /** Sets the properties of this process; must come before the first use of the engine. */
  static void apply(int threads) {
    String cache =
        Objects.requireNonNullElseGet(
            System.getProperty(CACHE, System.getenv(CACHE)),
            () -> Path.of(System.getProperty("java.io.tmpdir"), "native").toString());
    for (String argument : new TrainerRuntime(Path.of(cache), threads).jvmArguments()) {
      int equals = argument.indexOf('=');
      if (argument.startsWith(OPTION) && equals > 0) {
        System.setProperty(
            argument.substring(OPTION.length(), equals), argument.substring(equals + 1));
      }
    }
  }
}
