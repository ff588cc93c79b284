package dev.gyre.cli;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.json.ContractJson;
import dev.gyre.api.project.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Jobs in all states. */
final class TestJobs {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final JobId ID = JobId.valueOf("01890000-0000-7000-8000-000000000001");

  private TestJobs() {}

  static Job running(String subject) {
    return job(subject, JobState.RUNNING, null);
  }

  static Job succeeded(String subject) {
    JobOutcome outcome = new JobOutcome.Succeeded(ContractJson.mapper().createObjectNode());
    return job(subject, outcome.state(), outcome);
  }

  static Job failed(String subject, JobOutcome.Fault fault) {
    JobOutcome outcome = new JobOutcome.Failed(fault, "TEST_IN_TRAINING", "three/0013 is in train");
    return job(subject, outcome.state(), outcome);
  }

  private static Job job(String subject, JobState state, @Nullable JobOutcome outcome) {
    return new Job(
        ID,
        ProjectId.valueOf("01890000-0000-7000-8000-000000000002"),
        new JobType("gate"),
        "eval",
        subject,
        state,
        0.5,
        null,
        1,
        false,
        NOON,
        NOON,
        outcome == null ? null : NOON,
        outcome);
  }
}
