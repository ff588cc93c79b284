package dev.gyre.data.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.job.Job;
import dev.gyre.api.project.Role;
import dev.gyre.data.DataServer;
import dev.gyre.data.Pictures;
import dev.gyre.infra.jobs.JobRequest;
import dev.gyre.infra.jobs.RunningJob;
import java.io.ByteArrayInputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportResumeIT extends DataServer {

  @Autowired ImportJob body;

  @Test
  void comesToTheSameCountsWhenItBeginsAnewAfterACrash() throws InterruptedException {
    byte[] zip = zip(Pictures.catsAndDogs(8, i -> i == 2 ? "perhaps,,,," : ",,,,"));
    Job job =
        ended(
            as(
                Role.ENGINEER,
                ImportsApi.class,
                api -> api.start(project, "class_folder", null, new ByteArrayInputStream(zip))));
    JsonNode first = job.result().orElseThrow();
    assertThat(first.get("imported").intValue()).isEqualTo(7);

    JsonNode again = body.run(new JobRequest(job, input(job)), new Quiet());

    assertThat(again).isEqualTo(first);
    assertThat(
            count("data.import_reject r join data.import i on i.id = r.import_id and i.project_id"))
        .isEqualTo(1);
    assertThat(count("data.sample s where s.project_id")).isEqualTo(7);
    assertThat(count("data.import i where i.state = 'FINISHED' and i.project_id"))
        .as("a lapsed attempt does not reopen an import")
        .isEqualTo(1);
  }

  private JsonNode input(Job job) {
    return JsonMapper.shared()
        .readTree(
            jdbc.sql("select input::text from platform.job where id = :id")
                .param("id", job.id().value())
                .query(String.class)
                .single());
  }

  private int count(String from) {
    return jdbc.sql("select count(*) from " + from + " = :project")
        .param("project", projectId().value())
        .query(Integer.class)
        .single();
  }

  /** A job that nobody watches. */
  static final class Quiet implements RunningJob {

    @Override
    public void report(double progress, String note) {}

    @Override
    public void log(String line) {}

    @Override
    public void stopIfAsked() {}

    @Override
    public JsonNode step(String name, Supplier<JsonNode> work) {
      return work.get();
    }
  }
}
