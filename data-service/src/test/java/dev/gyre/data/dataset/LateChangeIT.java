package dev.gyre.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gyre.api.data.DatasetDiff;
import dev.gyre.api.data.DatasetVersion;
import dev.gyre.api.data.DatasetVersionsApi;
import dev.gyre.api.data.DatasetsApi;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.NewDataset;
import dev.gyre.api.data.NewDatasetVersion;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SplitRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.Role;
import dev.gyre.data.DataServer;
import dev.gyre.data.Pictures;
import dev.gyre.data.sample.Labels;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LateChangeIT extends DataServer {

  @Autowired Labels labels;
  @Autowired PlatformTransactionManager transactions;

  private SampleId sample(String key) {
    return new SampleId(
        jdbc.sql("select id from data.sample where project_id = :project and key = :key")
            .param("project", projectId().value())
            .param("key", key)
            .query(UUID.class)
            .single());
  }

  private long changed(String key) {
    return jdbc.sql("select changed from data.sample where id = :id")
        .param("id", sample(key).value())
        .query(Long.class)
        .single();
  }

  private DatasetVersion committed() {
    NewDatasetVersion wanted =
        new NewDatasetVersion(null, new SplitRule(1, 1, 0, 0, false, null), List.of(), null);
    Job job =
        as(
            Role.ENGINEER,
            DatasetVersionsApi.class,
            api -> api.commit(project, "animals", null, wanted));
    return ContractJson.mapper()
        .treeToValue(ended(job).result().orElseThrow(), DatasetVersion.class);
  }

  private void label(SampleId sample, String className, Runnable beforeCommit) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(_ -> {
          labels.give(
              projectId(), sample, _ -> true, new NewLabel(className, null, null), "somebody");
          beforeCommit.run();
        });
  }

  @Test
  void aChangeThatBecomesVisibleLateIsInTheNextVersion() throws InterruptedException {
    byte[] zip = zip(Pictures.catsAndDogs(6, _ -> ",,,,"));
    ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(project, "class_folder", null, new ByteArrayInputStream(zip))));
    as(Role.ENGINEER, DatasetsApi.class, api -> api.create(project, new NewDataset("animals")));
    committed();
    SampleId first = sample("cat/0000");
    SampleId second = sample("dog/0001");
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> early =
          CompletableFuture.runAsync(
              () ->
                  label(
                      first,
                      "dog",
                      () -> {
                        written.countDown();
                        awaitQuietly(release);
                      }),
              writers);
      written.await();

      assertThat(committed().ref().version()).as("nothing visible has changed").isEqualTo(1);

      CompletableFuture<Void> late =
          CompletableFuture.runAsync(() -> label(second, "cat", () -> {}), writers);
      await().atMost(Duration.ofSeconds(10)).until(() -> waiting() > 0);
      release.countDown();
      CompletableFuture.allOf(early, late).join();
    }

    assertThat(changed("cat/0000")).isLessThan(changed("dog/0001"));
    assertThat(committed().ref().version()).isEqualTo(2);
    DatasetDiff diff =
        as(Role.VIEWER, DatasetVersionsApi.class, api -> api.diff(project, "animals", 2, 1));
    assertThat(diff.changedKeys()).containsExactly("cat/0000", "dog/0001");
  }

  /** The second writer waits for the counter, so values become visible in their order. */
  private int waiting() {
    return jdbc.sql("select count(*) from pg_locks where not granted")
        .query(Integer.class)
        .single();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
