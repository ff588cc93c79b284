package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobUrlQuery;
import dev.gyre.infra.postgres.ServiceName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobAttemptControllerIT {

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
  void handsEachReportToTheEngineWhoseJobItIs() {
    RecordingHandler imports = new RecordingHandler(fixture.database, "import");
    RecordingHandler training = new RecordingHandler(fixture.database, "train");
    JobEngine data = fixture.engine(ServiceName.DATA, JobFixture.PROPERTIES, imports);
    JobEngine other = fixture.engine(ServiceName.TRAINING, JobFixture.PROPERTIES, training);
    JobAttemptController controller =
        new JobAttemptController(fixture.database, List.of(data, other));
    JobId job = fixture.submit(other, "train");
    data.tick();
    assertThat(fixture.executor.started).isEmpty();
    other.tick();

    assertThat(
            controller
                .heartbeat(job, 1, new JobHeartbeat(1, 0, null, List.of(), List.of()))
                .cancelRequested())
        .isFalse();
    assertThat(controller.urls(job, 1, new JobUrlQuery(List.of(), 0)).inputs()).isEmpty();
    controller.complete(
        job, 1, new JobCompletion(new JobOutcome.Succeeded(JobFixture.json("{}")), List.of()));
    assertThat(training.effects()).hasSize(1);
    assertThat(imports.effects()).isEmpty();
  }

  @Test
  void knowsNoJobOfAServiceElsewhere() {
    JobEngine other =
        fixture.engine(
            ServiceName.TRAINING,
            JobFixture.PROPERTIES,
            new RecordingHandler(fixture.database, "train"));
    JobId job = fixture.submit(other, "train");
    JobAttemptController controller = new JobAttemptController(fixture.database, List.of());
    assertThatThrownBy(() -> controller.urls(job, 1, new JobUrlQuery(List.of(), 0)))
        .hasMessageContaining("no job");
  }
}
