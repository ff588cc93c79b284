package dev.gyre.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.job.JobAssignment;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobType;
import dev.gyre.api.project.ProjectId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class AssignmentLineTests {

  @Test
  void readsWhatAnExecutorWrites() throws Exception {
    JsonMapper executor =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    JobAssignment assignment =
        new JobAssignment(
            URI.create("http://127.0.0.1:8080"),
            JobId.next(),
            3,
            new JobType("train"),
            ProjectId.next(),
            "secret",
            Instant.parse("2026-11-24T08:00:00.123456Z"),
            1.5,
            1L << 40,
            executor.createObjectNode().put("seed", "42"));

    String line = executor.writeValueAsString(assignment) + "\n";
    assertThat(AssignmentLine.read(new ByteArrayInputStream(line.getBytes(UTF_8))))
        .isEqualTo(assignment);
  }

  @Test
  void quotesNothingOfWhatItCannotRead() {
    byte[] line = "{\"token\": \"secret\", \"attempt\": \"secret\"}\n".getBytes(UTF_8);

    assertThatThrownBy(() -> AssignmentLine.read(new ByteArrayInputStream(line)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one line with an assignment")
        .hasMessageNotContaining("secret");
  }
}
