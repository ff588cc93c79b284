package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobId;
import dev.gyre.api.job.JobState;
import dev.gyre.api.job.JobType;
import dev.gyre.api.job.JobsApi;
import java.util.List;

/** Jobs, whichever service owns them. */
final class JobExamples {

  private JobExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            JobsApi.class,
            "list",
            (api, loop) ->
                assertThat(
                        api.list(loop.project(), JobState.SUCCEEDED, new JobType("train"), null, 50)
                            .items())
                    .extracting(Job::id)
                    .contains(loop.run().job()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), null, null, "no cursor", 50)),
        Example.of(
            JobsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.run().job()))
                    .satisfies(job -> {
                      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
                      assertThat(job.subject()).isEqualTo("run/" + loop.run().id());
                      assertThat(job.result()).isPresent();
                    }),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), JobId.next())),
        Example.of(
            JobsApi.class,
            "cancel",
            (api, loop) ->
                assertThat(api.cancel(loop.project(), loop.run().job()).state())
                    .as("a job that has ended stays as it is")
                    .isEqualTo(JobState.SUCCEEDED),
            NOT_FOUND,
            (api, loop) -> api.cancel(loop.project(), JobId.next())),
        Example.of(
            JobsApi.class,
            "log",
            (api, loop) ->
                assertThat(api.log(loop.project(), loop.run().job(), null, 200).next())
                    .isNotBlank(),
            INVALID_ARGUMENT,
            (api, loop) -> api.log(loop.project(), loop.run().job(), "no place", 200)));
  }
}
