package dev.gyre.worker.job;

import dev.gyre.api.PlatformException;
import dev.gyre.api.job.JobArtifact;
import dev.gyre.api.job.JobCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Hands checkpoints over as the training goes, if they are worth it: none within a second of the
 * last, and at most about a twentieth of the time goes into it. One that cannot be handed over is
 * told in the log; the training goes on.
 */
final class CheckpointUpload {

  private static final long LEAST_NANOS = 1_000_000_000L;
  private static final long WORK_PER_COST = 20;

  private final WorkDesk desk;
  private final LongSupplier nanoTime;
  private long last;
  private long cost;

  CheckpointUpload(WorkDesk desk, LongSupplier nanoTime) {
    this.desk = desk;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /**
   * @param folder the checkpoint's
   * @param step optimiser steps done
   */
  void offer(Path folder, long step) throws IOException {
    long begun = nanoTime.getAsLong();
    if (begun - last < Math.max(LEAST_NANOS, WORK_PER_COST * cost)) {
      return;
    }
    Path tar = desk.folder().resolve("checkpoint-%d.tar".formatted(step));
    try {
      CheckpointArchive.write(folder, tar);
      if (Files.size(tar) <= CheckpointArchive.MAX_BYTES) {
        JobArtifact artifact = desk.artifacts().put("checkpoint", tar, "application/x-tar");
        desk.attempt().checkpoint(new JobCheckpoint(step, artifact));
      }
    } catch (PlatformException e) {
      desk.attempt().say("The checkpoint of step %d was not kept: %s".formatted(step, e.detail()));
    } finally {
      Files.deleteIfExists(tar);
      last = nanoTime.getAsLong();
      cost = last - begun;
    }
  }
}
