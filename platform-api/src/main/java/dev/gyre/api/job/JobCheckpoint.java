package dev.gyre.api.job;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.gyre.api.PlatformException;

/**
 * A state from which a later attempt of the job can go on.
 *
 * @param step how much of the work it holds, in the job type's own steps; from 1
 * @param artifact the state's bytes, which the worker has uploaded
 */
public record JobCheckpoint(
    @JsonFormat(shape = JsonFormat.Shape.STRING) long step, JobArtifact artifact) {

  public JobCheckpoint {
    if (step < 1) {
      throw PlatformException.invalid("step", step, "1 or more");
    }
    if (artifact == null) {
      throw PlatformException.invalid("artifact", null, "what was uploaded");
    }
  }
}
