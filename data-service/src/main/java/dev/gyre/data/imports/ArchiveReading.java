package dev.gyre.data.imports;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.project.TaskContract;
import dev.gyre.infra.jobs.RunningJob;
import dev.gyre.streams.archive.ArchiveResult;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads archives of one form. Equal archives give equal samples and rejects in the equal order, so
 * that an import which begins anew comes to the same end. An archive is judged to its end before
 * anything of it is taken.
 */
interface ArchiveReading {

  /**
   * Gives all that the archive holds to the batches; the caller flushes them.
   *
   * @throws PlatformException with {@code INVALID_ARGUMENT} if the archive as a whole is refused
   */
  void read(Path archive, TaskContract contract, ImportBatches batches, RunningJob running)
      throws IOException;

  /** Refuses the whole. */
  static void requireWhole(ArchiveResult result) {
    if (result instanceof ArchiveResult.Refused refused) {
      throw new PlatformException(
          ErrorCode.INVALID_ARGUMENT, "%s: %s".formatted(refused.reason(), refused.detail()));
    }
  }
}
