package dev.gyre.infra.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.job.JobCompletion;
import dev.gyre.api.job.JobHeartbeat;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobTokensIT {

  private JobFixture fixture;
  private JobEngine engine;
  private JobTokens tokens;
  private JobId job;
  private AttemptId attempt;
  private String token;

  @BeforeEach
  void start() {
    fixture = new JobFixture();
    engine = fixture.engine(new RecordingHandler(fixture.database, "train"));
    tokens = new JobTokens(fixture.database);
    job = fixture.submit(engine, "train");
    engine.tick();
    attempt = fixture.executor.started.getLast().id();
    token = fixture.executor.started.getLast().assignment().token();
  }

  @AfterEach
  void drop() {
    fixture.close();
  }

  @Test
  void opensItsAttemptOnly() {
    assertThat(tokens.verify(token))
        .hasValueSatisfying(grant -> {
          assertThat(grant.opens(job, 1)).isTrue();
          assertThat(grant.opens(job, 2)).isFalse();
          assertThat(grant.project()).isEqualTo(JobFixture.PROJECT);
          assertThat(grant.service()).isEqualTo("data");
        });
    assertThat(tokens.verify(JobTokens.next())).isEmpty();
    assertThat(tokens.verify("anything")).isEmpty();
  }

  @Test
  void diesWithTheLeaseAndLivesOnWithAHeartbeat() {
    fixture.clock.advance(Duration.ofSeconds(40));
    engine.heartbeat(attempt, new JobHeartbeat(1, 0, null, List.of(), List.of()));
    fixture.clock.advance(Duration.ofSeconds(40));
    assertThat(tokens.verify(token)).isPresent();
    fixture.clock.advance(Duration.ofSeconds(20));
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void diesWhenTheEngineEndsTheAttempt() {
    fixture.executor.exit(attempt, 1);
    engine.tick();
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void outlivesACompletionSoThatItCanBeRepeated() {
    engine.complete(
        attempt, new JobCompletion(new JobOutcome.Succeeded(JobFixture.json("{}")), List.of()));
    assertThat(tokens.verify(token)).isPresent();
    fixture.clock.advance(JobFixture.PROPERTIES.lease());
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void isStoredAsAHashOnly() {
    assertThat(
            fixture.query(
                "select row_to_json(a)::text || row_to_json(j)::text from platform.attempt a, platform.job j"))
        .noneMatch(row -> row.contains(token));
  }
}
