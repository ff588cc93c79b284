package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.INVALID_FILTER;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.STALE_VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Versioned;
import dev.gyre.api.data.DatasetEntry;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.Membership;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.Split;
import dev.gyre.cli.JobWait;
import java.io.InputStream;
import java.util.List;

/** Imports, samples and their labels. */
final class SampleExamples {

  private SampleExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            ImportsApi.class,
            "start",
            (api, loop) -> {
              var job = api.start(loop.project(), "class_folder", "key-1", another());
              String made = JobWait.subjectId(loop.await(job));
              assertThat(api.get(loop.project(), ImportId.valueOf(made)).imported()).isEqualTo(1);
              assertThat(api.start(loop.project(), "class_folder", "key-1", another()).id())
                  .as("the same request under the same key")
                  .isEqualTo(job.id());
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.start(loop.project(), "tar", null, another())),
        Example.of(
            ImportsApi.class,
            "list",
            (api, loop) ->
                assertThat(api.list(loop.project(), 100, null).items())
                    .extracting(Import::id)
                    .contains(loop.imported().id()),
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            ImportsApi.class,
            "get",
            (api, loop) ->
                assertThat(api.get(loop.project(), loop.imported().id()))
                    .isEqualTo(loop.imported()),
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), ImportId.next())),
        Example.of(
            ImportsApi.class,
            "rejects",
            (api, loop) ->
                assertThat(api.rejects(loop.project(), loop.imported().id(), 100, null).items())
                    .hasSize(1),
            NOT_FOUND,
            (api, loop) -> api.rejects(loop.project(), ImportId.next(), 100, null)),
        Example.of(
            SamplesApi.class,
            "list",
            (api, loop) ->
                assertThat(
                        api.list(loop.project(), "sample.class_name == \"three\"", 100, null)
                            .items())
                    .hasSize(30)
                    .extracting(Sample::className)
                    .containsOnly("three"),
            INVALID_FILTER,
            (api, loop) -> api.list(loop.project(), "sample.height > 3", 100, null)),
        Example.of(
            SamplesApi.class,
            "count",
            (api, loop) ->
                assertThat(api.count(loop.project(), "sample.class_name == \"four\"").count())
                    .isEqualTo(30),
            INVALID_FILTER,
            (api, loop) -> api.count(loop.project(), "sample.class_name = ")),
        Example.of(
            SamplesApi.class,
            "get",
            (api, loop) -> {
              DatasetEntry entry = first(loop);
              assertThat(api.get(loop.project(), entry.sample()).key()).isEqualTo(entry.key());
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), SampleId.next())),
        Example.of(
            SamplesApi.class,
            "bytes",
            (api, loop) -> {
              DatasetEntry entry = first(loop);
              try (InputStream bytes = api.bytes(loop.project(), entry.sample(), "image");
                  InputStream sent = Loop.PICTURES.of(entry.key())) {
                assertThat(bytes.readAllBytes()).isEqualTo(sent.readAllBytes());
              }
            },
            NOT_FOUND,
            (api, loop) -> api.bytes(loop.project(), first(loop).sample(), "depth")),
        Example.of(
            SamplesApi.class,
            "memberships",
            (api, loop) ->
                assertThat(api.memberships(loop.project(), first(loop).sample()))
                    .contains(new Membership(loop.dataset().ref(), Split.TEST)),
            NOT_FOUND,
            (api, loop) -> api.memberships(loop.project(), SampleId.next())),
        Example.of(
            LabelsApi.class,
            "put",
            (api, loop) -> {
              Sample before = unlabelled(loop);
              Sample after =
                  api.put(
                      loop.project(),
                      before.id(),
                      Versioned.etag(before.revision()),
                      new NewLabel("zero", null, null));
              assertThat(after.className()).isEqualTo("zero");
              assertThat(after.revision()).isGreaterThan(before.revision());
            },
            STALE_VERSION,
            (api, loop) ->
                api.put(
                    loop.project(),
                    first(loop).sample(),
                    Versioned.etag(900),
                    new NewLabel("nine", null, "another class than it has"))));
  }

  /** A member of the test split; a zero, as their keys go. */
  static DatasetEntry first(Loop loop) {
    return LoopSteps.entries(loop.site(), loop.dataset(), Split.TEST).stream()
        .filter(entry -> "zero".equals(entry.className()))
        .findFirst()
        .orElseThrow();
  }

  private static Sample unlabelled(Loop loop) {
    return loop.api(SamplesApi.class).list(loop.project(), null, 1000, null).items().stream()
        .filter(sample -> sample.className() == null && sample.key().startsWith("_unlabelled/zero"))
        .findFirst()
        .orElseThrow();
  }

  private static InputStream another() {
    return Pictures.another("_unlabelled/another.png");
  }
}
