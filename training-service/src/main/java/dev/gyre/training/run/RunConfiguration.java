package dev.gyre.training.run;

import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.jobs.JobDatabase;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobExecutor;
import dev.gyre.infra.jobs.JobProperties;
import dev.gyre.infra.jobs.JobWorkers;
import dev.gyre.infra.jobs.StoredJobArtifacts;
import dev.gyre.infra.postgres.ServiceName;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine that runs this service's jobs, on the executor of its process. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

  private static final long LARGEST_PACKAGE_BYTES = 4L << 30;

  /**
   * @param executor of the process; without one, runs stay scheduled
   */
  @Bean
  JobEngine trainingJobs(
      TrainJobHandler handler,
      JobDatabase database,
      @Qualifier("trainingArtifacts") ArtifactStore artifacts,
      ObjectProvider<JobExecutor> executor,
      JobProperties properties,
      WebServerApplicationContext server) {
    return new JobEngine(
        ServiceName.TRAINING,
        database,
        List.of(handler),
        new JobWorkers(
            executor.getIfAvailable(() -> JobWorkers.none().executor()),
            new StoredJobArtifacts(artifacts, LARGEST_PACKAGE_BYTES),
            () -> addressOf(server)),
        properties);
  }

  /** Workers run on this machine; the port is known once the server listens. */
  private static URI addressOf(WebServerApplicationContext server) {
    int port = Objects.requireNonNull(server.getWebServer(), "the server listens").getPort();
    return URI.create("http://127.0.0.1:" + port);
  }
}
