package dev.gyre.data.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gyre.api.Digest;
import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.AnnotationState;
import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.LabelQueue;
import dev.gyre.api.data.LabelQueuesApi;
import dev.gyre.api.data.LabelTask;
import dev.gyre.api.data.LabelTaskState;
import dev.gyre.api.data.LabelsApi;
import dev.gyre.api.data.NewLabel;
import dev.gyre.api.data.NewLabelQueue;
import dev.gyre.api.data.NewSample;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SampleId;
import dev.gyre.api.data.SampleIntakeApi;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.DataServer;
import dev.gyre.data.Pictures;
import dev.gyre.data.Streets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class LabelQueuesIT extends DataServer {

  private static NewLabel label(String className) {
    return new NewLabel(className, null, null);
  }

  private NewSample incoming(int number) {
    byte[] png = Pictures.png(number);
    Digest digest = artifacts.put(png, "image/png").digest();
    return new NewSample(
        "log/%d".formatted(number),
        null,
        null,
        null,
        Map.of("night", true, "other", 3),
        List.of(new StreamItem("image", digest, "image/png", png.length)));
  }

  private static NewSample sample(Map<String, Object> metadata, StreamItem... streams) {
    return new NewSample("k", null, null, null, metadata, List.of(streams));
  }

  private List<Sample> taken(int count) {
    List<NewSample> samples = IntStream.range(0, count).mapToObj(this::incoming).toList();
    return asService(SampleIntakeApi.class, api -> api.intake(project, null, samples));
  }

  private LabelQueue queue(List<Sample> samples) {
    List<SampleId> ids = samples.stream().map(Sample::id).toList();
    return as(
        Role.ENGINEER,
        LabelQueuesApi.class,
        api -> api.create(project, new NewLabelQueue("night", ids, null)));
  }

  private static ErrorCode codeOf(Throwable failure) {
    return ((PlatformException) failure).code();
  }

  @Test
  void takesSamplesOfOtherServicesOnceByKey() {
    List<Sample> first = taken(3);
    List<Sample> again = taken(3);

    assertThat(again).isEqualTo(first);
    assertThat(first.getFirst().scope()).isEqualTo(ScopeState.UNLABELLED);
    NewSample unknown =
        sample(Map.of(), new StreamItem("image", new Digest("0".repeat(64)), "image/png", 1));
    assertThatThrownBy(() ->
            asService(SampleIntakeApi.class, api -> api.intake(project, null, List.of(unknown))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.NOT_FOUND));
    NewSample bad = sample(Map.of("distance", "far"), first.getFirst().streams().getFirst());
    assertThatThrownBy(
            () -> asService(SampleIntakeApi.class, api -> api.intake(project, null, List.of(bad))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
  }

  @Test
  void takesSamplesOfSeveralStreamsAndNoneThatLacksOne() {
    projectService.put(project, null, Streets.contract(TaskKind.CLASSIFICATION));
    StreamItem rgb = stored("rgb", Map.of());
    StreamItem depth = stored("depth", Map.of("scale", 0.5));

    Sample whole = taken(sample(Map.of(), depth, rgb)).getFirst();

    assertThat(whole.streams()).containsExactly(rgb, depth);
    for (StreamItem[] wrong :
        List.of(
            new StreamItem[] {rgb},
            new StreamItem[] {rgb, depth, rgb},
            new StreamItem[] {rgb, depth, stored("radar", Map.of())},
            new StreamItem[] {rgb, stored("depth", Map.of("scale", 0))})) {
      assertThatThrownBy(() -> taken(sample(Map.of(), wrong)))
          .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
    }
  }

  private List<Sample> taken(NewSample sample) {
    return asService(SampleIntakeApi.class, api -> api.intake(project, null, List.of(sample)));
  }

  private StreamItem stored(String stream, Map<String, Object> attributes) {
    byte[] png = Pictures.png(7);
    Digest digest = artifacts.put(png, "image/png").digest();
    return new StreamItem(stream, digest, "image/png", png.length, attributes);
  }

  @Test
  void labelsUnderTheRevisionThatWasSeen() {
    Sample sample = taken(1).getFirst();
    Sample labelled = put(sample, Versioned.etag(1), label("cat"));

    assertThat(labelled.className()).isEqualTo("cat");
    assertThat(labelled.revision()).isEqualTo(2);
    assertThat(labelled.scope()).isEqualTo(ScopeState.CHECKED);
    assertThat(labelled.digest()).isEqualTo(sample.digest());
    assertThatThrownBy(() -> put(sample, Versioned.etag(1), label("dog")))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.STALE_VERSION));
    assertThatThrownBy(() -> put(sample, null, label("dog")))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.PRECONDITION_REQUIRED));
    assertThatThrownBy(() -> put(sample, Versioned.etag(2), label("bird")))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
    Sample proposed =
        put(sample, Versioned.etag(2), new NewLabel("dog", AnnotationSource.MODEL, null));
    assertThat(proposed.className()).as("what a model says is no truth").isEqualTo("cat");
    assertThat(proposed.annotations())
        .extracting(annotation -> annotation.state())
        .containsExactly(AnnotationState.ACCEPTED, AnnotationState.PROPOSED);
    assertThatThrownBy(() ->
            as(
                Role.VIEWER,
                LabelsApi.class,
                api -> api.put(project, sample.id(), Versioned.etag(3), label("dog"))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }

  private Sample put(
      Sample sample, @org.jspecify.annotations.Nullable String etag, NewLabel label) {
    return as(Role.LABELLER, LabelsApi.class, api -> api.put(project, sample.id(), etag, label));
  }

  @Test
  void leasesEachTaskToOnePersonAndTakesItsLabel() {
    LabelQueue queue = queue(taken(2));
    LabelTask mine = lease(Role.LABELLER, queue);
    LabelTask theirs = lease(Role.ENGINEER, queue);

    assertThat(lease(Role.LABELLER, queue).id()).isEqualTo(mine.id());
    assertThat(theirs.id()).isNotEqualTo(mine.id());
    assertThatThrownBy(() -> lease(Role.ADMIN, queue))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() -> submit(Role.LABELLER, queue, theirs, "cat"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.WRONG_STATE));
    LabelTask done = submit(Role.LABELLER, queue, mine, "cat");
    assertThat(done.state()).isEqualTo(LabelTaskState.SUBMITTED);
    assertThat(submit(Role.LABELLER, queue, mine, "cat")).isEqualTo(done);
    assertThatThrownBy(() -> submit(Role.LABELLER, queue, mine, "dog"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.WRONG_STATE));
    LabelQueue now = as(Role.VIEWER, LabelQueuesApi.class, api -> api.get(project, queue.id()));
    assertThat(List.of(now.open(), now.leased(), now.submitted())).containsExactly(0, 1, 1);
    assertThat(
            as(Role.VIEWER, SamplesApi.class, api -> api.get(project, mine.sample())).className())
        .isEqualTo("cat");
  }

  private LabelTask lease(Role role, LabelQueue queue) {
    return as(role, LabelQueuesApi.class, api -> api.lease(project, queue.id()));
  }

  private LabelTask submit(Role role, LabelQueue queue, LabelTask task, String className) {
    return as(
        role,
        LabelQueuesApi.class,
        api -> api.submit(project, queue.id(), task.id(), label(className)));
  }

  @Test
  void takesLabelsBackByKeyAndNamesConflicts() throws IOException {
    List<Sample> samples = taken(4);
    LabelQueue queue = queue(samples);
    List<String> names = new ArrayList<>();
    String csv = "";
    try (InputStream bytes =
            as(Role.LABELLER, LabelQueuesApi.class, api -> api.export(project, queue.id()));
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        if (entry.getName().equals("labels.csv")) {
          csv = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    assertThat(names).contains("images/log/0.png", "images/log/3.png", "labels.csv");
    assertThat(csv)
        .startsWith("key,file,class_name,revision\n")
        .contains("log/0,images/log/0.png,,1");
    put(samples.get(1), Versioned.etag(1), label("cat"));

    String filled =
        csv.replace("log/0.png,,", "log/0.png,dog,")
                .replace("log/1.png,,", "log/1.png,dog,")
                .replace("log/2.png,,", "log/2.png,bird,")
            + "nowhere,x,cat,1\n";
    LabelImportReport report = imported(queue, filled);

    assertThat(report.accepted()).isEqualTo(1);
    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.conflicts()).extracting(Reject::item).containsExactly("log/1");
    assertThat(report.rejects())
        .extracting(Reject::reason)
        .containsExactly("UNKNOWN_CLASS", "UNKNOWN_KEY");
    LabelImportReport again = imported(queue, filled);
    assertThat(again.accepted()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThatThrownBy(() -> imported(queue, "a,b\n1,2\n"))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.UNREADABLE_BODY));
  }

  private LabelImportReport imported(LabelQueue queue, String csv) {
    return as(
        Role.LABELLER,
        LabelQueuesApi.class,
        api ->
            api.importLabels(
                project,
                queue.id(),
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void refusesAQueueOfUnknownSamples() {
    assertThatThrownBy(() ->
            as(
                Role.ENGINEER,
                LabelQueuesApi.class,
                api ->
                    api.create(
                        project,
                        new NewLabelQueue("x", List.of(new SampleId(UUID.randomUUID())), null))))
        .satisfies(e -> assertThat(codeOf(e)).isEqualTo(ErrorCode.NOT_FOUND));
  }
}
