package dev.gyre.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.job.Job;
import dev.gyre.api.monitoring.Collection;
import dev.gyre.api.monitoring.FeedbackApi;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.monitoring.Incident;
import dev.gyre.api.monitoring.IncidentsApi;
import dev.gyre.api.monitoring.NewFeedback;
import dev.gyre.api.project.Role;
import dev.gyre.api.serving.Prediction;
import dev.gyre.infra.jobs.JobEngine;
import dev.gyre.infra.postgres.PlatformMigration;
import dev.gyre.infra.security.Caller;
import dev.gyre.infra.security.Callers;
import dev.gyre.infra.security.Credentials;
import dev.gyre.infra.testsupport.TestDatabase;
import dev.gyre.monitoring.tick.MonitoringTick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with its own database role and scripted peers; a world of its own for each test. */
@SpringBootTest(
    classes = MonitoringApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "gyre.monitoring.tick.pause=1h")
@Import(Peers.class)
public abstract class MonitoringFixture {

  protected static final TestDatabase DATABASE =
      TestDatabase.create(database ->
          new PlatformMigration(database.url(), database.adminUser(), database.adminPassword())
              .run(Map.of("gyre_monitoring", "secret")));

  private static final AtomicInteger WORLDS = new AtomicInteger();

  @Autowired protected FeedbackApi feedback;
  @Autowired protected IncidentsApi incidents;
  @Autowired protected MonitoringTick tick;
  @Autowired protected Peers.Worlds worlds;
  @Autowired protected Peers.TestClock clock;

  @Autowired
  @Qualifier("monitoringJobs")
  protected JobEngine jobs;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("gyre.database.url", DATABASE::url);
    registry.add("gyre.database.user", () -> "gyre_monitoring");
    registry.add("gyre.database.password", () -> "secret");
  }

  protected World world() {
    return worlds.create("world-" + WORLDS.incrementAndGet());
  }

  protected static <T> T as(Role role, Supplier<T> call) {
    Caller nobody = new Caller(null, null, false, null, null);
    return Callers.where(
        new Callers.Call(new Credentials(role.name(), false, null), nobody, "cli"), call);
  }

  protected static <T> T engineer(Supplier<T> call) {
    return as(Role.ENGINEER, call);
  }

  protected static NewFeedback truth(Prediction prediction, String name, Collection how) {
    return new NewFeedback(World.ENDPOINT, prediction.id(), null, name, how, null);
  }

  protected static NewFeedback truth(Prediction prediction, String name) {
    return truth(prediction, name, Collection.COMPLETE);
  }

  protected FeedbackReceipt give(World world, List<NewFeedback> batch) {
    return as(Role.LABELLER, () -> feedback.give(world.slug, batch));
  }

  /** Predicts samples of a class, some of them wrongly as another, with complete feedback. */
  protected List<Prediction> live(World world, int version, String truth, int n, int wrong) {
    String other = truth.equals("3") ? "5" : "3";
    List<Prediction> predictions = new ArrayList<>();
    List<NewFeedback> known = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean fails = (i + 1) * wrong / n > i * wrong / n;
      Prediction prediction = world.predict(version, fails ? other : truth);
      predictions.add(prediction);
      known.add(truth(prediction, truth));
    }
    give(world, known);
    return predictions;
  }

  protected List<Incident> all(World world) {
    return as(Role.VIEWER, () -> incidents.list(world.slug, null, 100, null)).items();
  }

  protected Incident only(World world) {
    assertThat(all(world)).hasSize(1);
    return all(world).getFirst();
  }

  protected Job ended(Job job) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> jobs.get(job.id()), each -> each.state().isTerminal());
  }
}
