package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Page;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobLogLines;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import dev.gyre.infra.postgres.ServiceName;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Engine and directory connect as different roles, as they do when distributed. */
class JobDirectoryIT {

  private static final JobDirectory.Filter ALL = new JobDirectory.Filter(null, null);

  private JobFixture fixture;
  private JobDatabase data;
  private JobDatabase project;
  private JobEngine engine;
  private JobDirectory directory;

  @BeforeEach
  void create() {
    fixture = new JobFixture();
    data = fixture.database("gyre_data", fixture.clock);
    project = fixture.database("gyre_project", fixture.clock);
    engine =
        new JobEngine(
            ServiceName.DATA,
            data,
            List.of(new RecordingHandler(data, "import"), new RecordingHandler(data, "commit")),
            fixture.workers(),
            JobFixture.PROPERTIES);
    directory = new JobDirectory(ServiceName.PROJECT, project);
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void listsNewestFirstByPages() {
    JobId first = submit("import");
    JobId second = submit("commit");
    JobId third = submit("import");
    Page<Job> page = directory.list(JobFixture.PROJECT, ALL, null, 2);
    assertThat(page.items()).extracting(Job::id).containsExactly(third, second);
    Page<Job> rest = directory.list(JobFixture.PROJECT, ALL, page.nextCursor(), 2);
    assertThat(rest.items()).extracting(Job::id).containsExactly(first);
    assertThat(rest.nextCursor()).isNull();

    JobDirectory.Filter waiting = new JobDirectory.Filter(JobState.QUEUED, new JobType("commit"));
    assertThat(directory.list(JobFixture.PROJECT, waiting, null, 10).items())
        .extracting(Job::id)
        .containsExactly(second);
    assertThat(directory.list(ProjectId.next(), ALL, null, 10).items()).isEmpty();
  }

  @Test
  void cancelsAJobOfAnotherServiceWithoutWritingItsRows() {
    JobId job = submit("import");
    assertThat(directory.cancel(JobFixture.PROJECT, job).cancelRequested()).isTrue();
    directory.cancel(JobFixture.PROJECT, job);
    engine.tick();
    assertThat(directory.get(JobFixture.PROJECT, job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(directory.cancel(JobFixture.PROJECT, job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(project.jdbc().sql("update platform.job set note = 'x'").update()).isZero();
  }

  @Test
  void showsNoJobOfAnotherProject() {
    JobId job = submit("import");
    assertThatThrownBy(() -> directory.get(ProjectId.next(), job)).hasMessageContaining("no job");
    assertThatThrownBy(() -> directory.cancel(ProjectId.next(), job))
        .hasMessageContaining("no job");
    assertThatThrownBy(() -> directory.log(ProjectId.next(), job, null, 10))
        .hasMessageContaining("no job");
  }

  @Test
  void readsTheLogOnFromWhereItStood() {
    JobId job = submit("import");
    engine.tick();
    AttemptId attempt = new AttemptId(job, 1);
    engine.heartbeat(attempt, new JobHeartbeat(1, 0, null, List.of("a", "b\0"), List.of()));
    JobLogLines first = directory.log(JobFixture.PROJECT, job, null, 10);
    assertThat(first.lines()).extracting(JobLogLines.Line::text).containsExactly("a", "b\uFFFD");
    assertThat(directory.log(JobFixture.PROJECT, job, first.next(), 10))
        .isEqualTo(new JobLogLines(List.of(), first.next()));
    engine.heartbeat(attempt, new JobHeartbeat(2, 0, null, List.of("c"), List.of()));
    assertThat(directory.log(JobFixture.PROJECT, job, first.next(), 10).lines())
        .containsExactly(new JobLogLines.Line(1, fixture.clock.instant(), "c"));
  }

  private JobId submit(String type) {
    return Objects.requireNonNull(
        data.transactions().execute(status -> engine.submit(JobFixture.submission(type))));
  }
}
