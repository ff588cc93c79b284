package dev.gyre.infra.jobs;

import dev.gyre.api.PlatformException;
import org.springframework.util.unit.DataSize;

/**
 * What an attempt may use of a machine.
 *
 * @param cores how many cores it keeps busy, 0 or more; parts of one are allowed
 * @param memory resident memory of the worker and its children, above which they are killed
 */
public record JobResources(double cores, DataSize memory) {

  /** For work inside a service that waits more than it computes. */
  public static final JobResources NEGLIGIBLE = new JobResources(0, DataSize.ofBytes(0));

  public JobResources {
    if (!(cores >= 0 && cores <= 100_000)) {
      throw PlatformException.invalid("cores", cores, "from 0 to 100000");
    }
    if (memory.isNegative()) {
      throw PlatformException.invalid("memory", memory, "0 or more bytes");
    }
  }

  /** Whether both fit into what is left of them. */
  boolean fitInto(JobResources room) {
    return cores <= room.cores + 1e-9 && memory.compareTo(room.memory) <= 0;
  }

  /** What is left when these are taken; never below nothing. */
  JobResources without(JobResources taken) {
    return new JobResources(
        Math.max(0, cores - taken.cores),
        DataSize.ofBytes(Math.max(0, memory.toBytes() - taken.memory.toBytes())));
  }
}
