package dev.gyre.integration;

import static dev.gyre.api.ErrorCode.CONTRACT_VIOLATION;
import static dev.gyre.api.ErrorCode.INVALID_ARGUMENT;
import static dev.gyre.api.ErrorCode.NOT_FOUND;
import static dev.gyre.api.ErrorCode.UNREADABLE_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueueId;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.SampleId;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Queues of samples to label. */
final class LabelExamples {

  private static final NewLabel ZERO = new NewLabel("zero", null, null);

  private LabelExamples() {}

  static List<Example> all() {
    return List.of(
        Example.of(
            LabelQueuesApi.class,
            "create",
            (_, loop) -> {
              LabelQueue queue = queue(loop);
              assertThat(queue.open()).isEqualTo(1);
              assertThat(queue.submitted()).isZero();
            },
            NOT_FOUND,
            (api, loop) ->
                api.create(
                    loop.project(), new NewLabelQueue("none", List.of(SampleId.next()), null))),
        Example.of(
            LabelQueuesApi.class,
            "list",
            (api, loop) -> {
              LabelQueue queue = queue(loop);
              assertThat(api.list(loop.project(), 100, null).items()).contains(queue);
            },
            INVALID_ARGUMENT,
            (api, loop) -> api.list(loop.project(), 0, null)),
        Example.of(
            LabelQueuesApi.class,
            "get",
            (api, loop) -> {
              LabelQueue queue = queue(loop);
              assertThat(api.get(loop.project(), queue.id())).isEqualTo(queue);
            },
            NOT_FOUND,
            (api, loop) -> api.get(loop.project(), LabelQueueId.next())),
        Example.of(
            LabelQueuesApi.class,
            "tasks",
            (api, loop) -> {
              LabelQueueId queue = queue(loop).id();
              assertThat(api.tasks(loop.project(), queue, LabelTaskState.OPEN, 100, null).items())
                  .singleElement()
                  .extracting(LabelTask::sampleKey)
                  .isEqualTo(SampleExamples.first(loop).key());
              assertThat(
                      api.tasks(loop.project(), queue, LabelTaskState.SUBMITTED, 100, null).items())
                  .isEmpty();
            },
            NOT_FOUND,
            (api, loop) -> api.tasks(loop.project(), LabelQueueId.next(), null, 100, null)),
        Example.of(
            LabelQueuesApi.class,
            "lease",
            (api, loop) -> {
              LabelTask task = api.lease(loop.project(), queue(loop).id());
              assertThat(task.state()).isEqualTo(LabelTaskState.LEASED);
              assertThat(task.leaseUntil()).isNotNull();
            },
            NOT_FOUND,
            (api, loop) -> {
              LabelQueueId queue = queue(loop).id();
              LabelTask task = api.lease(loop.project(), queue);
              api.submit(loop.project(), queue, task.id(), ZERO);
              api.lease(loop.project(), queue);
            }),
        Example.of(
            LabelQueuesApi.class,
            "submit",
            (api, loop) -> {
              LabelQueueId queue = queue(loop).id();
              LabelTask task = api.lease(loop.project(), queue);
              LabelTask done = api.submit(loop.project(), queue, task.id(), ZERO);
              assertThat(done.state()).isEqualTo(LabelTaskState.SUBMITTED);
              assertThat(done.className()).isEqualTo("zero");
            },
            CONTRACT_VIOLATION,
            (api, loop) -> {
              LabelQueueId queue = queue(loop).id();
              LabelTask task = api.lease(loop.project(), queue);
              NewLabel unknown = new NewLabel("eleven", null, null);
              api.submit(loop.project(), queue, task.id(), unknown);
            }),
        Example.of(
            LabelQueuesApi.class,
            "export",
            (api, loop) -> {
              try (InputStream zip = api.export(loop.project(), queue(loop).id())) {
                assertThat(names(zip))
                    .contains("labels.csv")
                    .anySatisfy(name -> assertThat(name).startsWith("images/").endsWith(".png"));
              }
            },
            NOT_FOUND,
            (api, loop) -> api.export(loop.project(), LabelQueueId.next())),
        Example.of(
            LabelQueuesApi.class,
            "importLabels",
            (api, loop) -> {
              String rows =
                  "key,class_name\n%s,zero\nnowhere/1,zero\n"
                      .formatted(SampleExamples.first(loop).key());
              LabelImportReport report =
                  api.importLabels(loop.project(), queue(loop).id(), csv(rows));
              assertThat(report.unchanged()).isEqualTo(1);
              assertThat(report.rejects())
                  .singleElement()
                  .satisfies(reject -> assertThat(reject.reason()).isEqualTo("UNKNOWN_KEY"));
            },
            UNREADABLE_BODY,
            (api, loop) ->
                api.importLabels(loop.project(), queue(loop).id(), csv("name,what\na,b\n"))));
  }

  /** A new one of one sample, a labelled zero. */
  private static LabelQueue queue(Loop loop) {
    return loop.api(LabelQueuesApi.class)
        .create(
            loop.project(),
            new NewLabelQueue("look again", List.of(SampleExamples.first(loop).sample()), null));
  }

  private static InputStream csv(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> names(InputStream bytes) throws Exception {
    List<String> names = new ArrayList<>();
    ZipInputStream zip = new ZipInputStream(bytes);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      names.add(entry.getName());
    }
    return names;
  }
}
