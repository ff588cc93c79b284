package dev.gyre.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.PlatformException;
import dev.gyre.api.Requires;
import dev.gyre.api.project.ProjectId;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class JobContractTests {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final JsonMapper json =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @Test
  void everyOutcomeComesBackFromJson() {
    Stream.of(
            new JobOutcome.Succeeded(json.readTree("{\"rows\":3}")),
            new JobOutcome.Failed(JobOutcome.Fault.USER, "OUT_OF_MEMORY", "too much"),
            new JobOutcome.Cancelled("asked"),
            new JobOutcome.TimedOut("over 1 h"))
        .forEach(outcome ->
            assertThat(json.readValue(json.writeValueAsString(outcome), JobOutcome.class))
                .isEqualTo(outcome));
  }

  @Test
  void writesSnakeCaseAndTheKindOfOutcome() {
    Job job =
        new Job(
            JobId.valueOf("01234567-89ab-7def-8123-456789abcdef"),
            ProjectId.valueOf("01234567-89ab-7def-8123-456789abcde0"),
            new JobType("train"),
            "training",
            "run/1",
            JobState.CANCELLED,
            0.5,
            null,
            2,
            true,
            NOON,
            NOON,
            NOON,
            new JobOutcome.Cancelled("asked"));

    assertThat(json.readTree(json.writeValueAsString(job)))
        .isEqualTo(
            json.readTree(
                """
                {"id":"01234567-89ab-7def-8123-456789abcdef",
                 "project":"01234567-89ab-7def-8123-456789abcde0","type":"train",
                 "service":"training","subject":"run/1","state":"CANCELLED","progress":0.5,
                 "note":null,"attempt":2,"cancel_requested":true,
                 "created":"2026-11-24T12:00:00Z","started":"2026-11-24T12:00:00Z",
                 "ended":"2026-11-24T12:00:00Z",
                 "outcome":{"kind":"CANCELLED","message":"asked"}}
                """));
    assertThat(json.readValue(json.writeValueAsString(job), Job.class)).isEqualTo(job);
  }

  @Test
  void readsAHeartbeatWithNothingButItsNumber() {
    assertThat(json.readValue("{\"sequence\":1,\"progress\":0}", JobHeartbeat.class))
        .isEqualTo(new JobHeartbeat(1, 0, null, List.of(), List.of()));
  }

  @Test
  void carriesMetricsThatAreNoNumber() {
    JobMetric metric = new JobMetric("train/loss", Double.NaN, 1L << 60, NOON);
    assertThat(json.readValue(json.writeValueAsString(metric), JobMetric.class)).isEqualTo(metric);
    assertThat(json.writeValueAsString(metric)).contains("\"step\":\"1152921504606846976\"");
  }

  @Test
  void refusesWhatAWorkerMayNotSay() {
    assertThatThrownBy(() -> new JobHeartbeat(1, 1.5, null, List.of(), List.of()))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("progress is '1.5'");
    assertThatThrownBy(() -> new JobCompletion(new JobOutcome.TimedOut("late"), List.of()))
        .hasMessageContaining("TIMED_OUT");
  }

  @Test
  void keepsTheTokenOutOfLogs() {
    JobAssignment assignment =
        new JobAssignment(
            URI.create("http://localhost:8080"),
            JobId.next(),
            1,
            new JobType("train"),
            ProjectId.next(),
            "secret-token",
            NOON,
            1,
            1,
            json.readTree("{}"));
    assertThat(assignment.toString()).doesNotContain("secret-token");
    assertThat(json.writeValueAsString(assignment)).contains("secret-token", "base_url");
  }

  @Test
  void everyMethodNamesItsAccess() {
    assertThat(
            Stream.of(JobsApi.class, JobAttemptApi.class)
                .flatMap(api -> Arrays.stream(api.getMethods())))
        .allMatch(method -> method.isAnnotationPresent(Requires.class));
  }
}
