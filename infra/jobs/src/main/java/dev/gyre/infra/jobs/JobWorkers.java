package dev.gyre.infra.jobs;

import java.net.URI;
import java.util.function.Supplier;

/**
 * How a service's workers are run.
 *
 * @param artifacts where they read and put bytes
 * @param baseUrl where they reach the service; asked for at each start, because a server knows its
 *     port only when it listens
 */
public record JobWorkers(JobExecutor executor, JobArtifacts artifacts, Supplier<URI> baseUrl) {

  /** For a service whose jobs all run inside it. */
  public static JobWorkers none() {
    return new JobWorkers(
        new NoJobExecutor(), JobArtifacts.none(), () -> URI.create("http://localhost"));
  }
}
