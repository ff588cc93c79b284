package dev.gyre.data;

import static org.awaitility.Awaitility.await;

import dev.gyre.api.job.Job;
import dev.gyre.api.project.ProjectId;
import dev.gyre.api.project.ProjectSlug;
import dev.gyre.api.project.Role;
import dev.gyre.infra.artifactstore.ArtifactStore;
import dev.gyre.infra.artifactstore.InMemoryArtifactStore;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.jobs.JobProperties;
import dev.gyre.infra.jobs.JobResources;
import dev.gyre.infra.postgres.MigratedDatabase;
import dev.gyre.infra.postgres.ServiceName;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.Credentials;
import dev.gyre.infra.testsupport.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.unit.DataSize;

/**
 * The data service alone, with its own database role, an artifact store in memory and a
 * hand-written project service. Interfaces of the contract are called through their peers' proxies,
 * so access is checked. Each test takes a project of its own.
 */
@SpringBootTest(
    classes = DataApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(DataServer.Peers.class)
public abstract class DataServer {

  private static final TestDatabase DATABASE = TestDatabase.create(MigratedDatabase::migrate);

  @Autowired protected ApplicationContext context;
  @Autowired protected FakeProjectService projectService;
  @Autowired protected JdbcClient jdbc;
  @Autowired protected InMemoryArtifactStore artifacts;

  @Autowired
  @Qualifier("dataJobs")
  protected JobEngine jobs;

  @LocalServerPort protected int port;

  protected final ProjectSlug project =
      new ProjectSlug("p" + UUID.randomUUID().toString().substring(0, 18));

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.user", ServiceName.DATA::role);
    registry.add("gyre.database.password", () -> "trusted");
  }

  /** What stands beside the service. */
  @TestConfiguration
  static class Peers {

    @Bean
    FakeProjectService projectService() {
      return new FakeProjectService();
    }

    @Bean
    ArtifactStore dataArtifacts(Clock clock) {
      return new InMemoryArtifactStore(clock);
    }

    @Bean
    JobProperties jobProperties() {
      return new JobProperties(
          "test",
          new JobResources(4, DataSize.ofGigabytes(4)),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          4,
          DataSize.ofMegabytes(1),
          Duration.ofSeconds(10));
    }
  }

  protected ProjectId projectId() {
    return projectService.id(project);
  }

  /** Calls an interface of the contract as somebody with a role. */
  protected <A, T> T as(Role role, Class<A> api, Function<A, T> call) {
    return with(new Credentials(role.name(), false, null), api, call);
  }

  /** Calls it as another service. */
  protected <A, T> T asService(Class<A> api, Function<A, T> call) {
    return with(new Credentials(null, false, "monitoring"), api, call);
  }

  private <A, T> T with(Credentials credentials, Class<A> api, Function<A, T> call) {
    Caller nobody = new Caller(null, null, false, null, null);
    return Callers.where(
        new Callers.Call(credentials, nobody, "monitoring"),
        () -> call.apply(context.getBean(api)));
  }

  /** Waits for a job to end. */
  protected Job ended(Job job) {
    await().atMost(Duration.ofSeconds(20)).until(() -> jobs.get(job.id()).state().isTerminal());
    return jobs.get(job.id());
  }

  /** A zip with these files. */
  protected static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
