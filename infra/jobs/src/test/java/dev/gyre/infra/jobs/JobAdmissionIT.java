package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.infra.postgres.ServiceName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class JobAdmissionIT {

  private JobFixture fixture;

  @BeforeEach
  void create() {
    fixture = new JobFixture();
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void enginesOfOneHostTogetherStayWithinItsRoom() {
    JobPicker data = picker(ServiceName.DATA);
    JobPicker training = picker(ServiceName.TRAINING);
    for (int round = 0; round < 10; round++) {
      submit(ServiceName.DATA, "import", 4);
      submit(ServiceName.TRAINING, "train", 4);
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> pick(together, data, "import")),
              CompletableFuture.runAsync(() -> pick(together, training, "train")))
          .join();

      assertThat(fixture.query("select sum(cores)::text from platform.job where state = 'RUNNING'"))
          .containsExactly("2");
      fixture.server.execute("delete from platform.job");
    }
  }

  @Test
  void twoReplicasDoNotPickTheSameJob() {
    JobPicker one = picker(ServiceName.DATA);
    JobPicker other = picker(ServiceName.DATA);
    submit(ServiceName.DATA, "import", 1);
    CyclicBarrier together = new CyclicBarrier(2);
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> pick(together, one, "import")),
            CompletableFuture.runAsync(() -> pick(together, other, "import")))
        .join();
    assertThat(fixture.query("select number::text from platform.attempt")).containsExactly("1");
  }

  @Test
  void aSmallJobOvertakesALargeOneButNotForEver() {
    JobEngine engine = fixture.engine(new RecordingHandler(fixture.database, "train"));
    JobResources one = new JobResources(1, DataSize.ofMegabytes(1));
    JobResources both = new JobResources(2, DataSize.ofMegabytes(1));
    JobId first = fixture.submit(engine, JobFixture.submission("train").withResources(one));
    engine.tick();
    JobId large =
        fixture.submit(engine, JobFixture.submission("train").withResources(both).withPriority(1));
    JobId small = fixture.submit(engine, JobFixture.submission("train").withResources(one));
    engine.tick();
    assertThat(states(engine, first, large, small))
        .containsExactly(JobState.RUNNING, JobState.QUEUED, JobState.RUNNING);

    fixture.executor.exit(new AttemptId(small, 1), 1);
    fixture.clock.advance(Duration.ofSeconds(50));
    fixture.clock.advance(JobFixture.PROPERTIES.patience());
    JobId later = fixture.submit(engine, JobFixture.submission("train").withResources(one));
    engine.tick();
    engine.tick();
    assertThat(engine.get(later).state()).isEqualTo(JobState.QUEUED);
    assertThat(engine.get(large).state()).isEqualTo(JobState.RUNNING);
  }

  private static List<JobState> states(JobEngine engine, JobId... jobs) {
    return Arrays.stream(jobs).map(job -> engine.get(job).state()).toList();
  }

  private JobPicker picker(ServiceName service) {
    return new JobPicker(
        new JobQueue(service, fixture.database), fixture.database, JobFixture.PROPERTIES);
  }

  private void submit(ServiceName service, String type, int count) {
    JobEngine engine =
        fixture.engine(
            service, JobFixture.PROPERTIES, new RecordingHandler(fixture.database, type));
    IntStream.range(0, count).forEach(i -> fixture.submit(engine, type));
  }

  private static void pick(CyclicBarrier together, JobPicker picker, String type) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    picker.pickHere(List.of(new JobType(type)), 10);
  }
}
