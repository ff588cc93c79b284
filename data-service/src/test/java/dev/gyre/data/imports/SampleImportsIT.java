package dev.gyre.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gyre.api.data.Annotation;
import dev.gyre.api.data.AnnotationSource;
import dev.gyre.api.data.Geometry;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.ImportsApi;
import dev.gyre.api.data.Reject;
import dev.gyre.api.data.Sample;
import dev.gyre.api.data.SamplesApi;
import dev.gyre.api.data.ScopeState;
import dev.gyre.api.data.StreamItem;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.job.JobState;
import dev.gyre.api.project.Role;
import dev.gyre.api.project.TaskKind;
import dev.gyre.data.DataServer;
import dev.gyre.data.Streets;
import dev.gyre.infra.jobs.JobRequest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleImportsIT extends DataServer {

  @Autowired ImportJob body;

  @BeforeEach
  void segments() {
    projectService.put(project, null, Streets.contract(TaskKind.SEGMENTATION));
  }

  private Job start(byte[] zip) {
    return ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(project, "samples", null, new ByteArrayInputStream(zip))));
  }

  private Import imported(byte[] zip) {
    Job job = start(zip);
    assertThat(job.state()).as("%s", job.outcome()).isEqualTo(JobState.SUCCEEDED);
    Import done =
        as(Role.VIEWER, ImportsApi.class, api -> api.list(project, 1, null)).items().getFirst();
    assertThat(done.state()).isEqualTo(ImportState.FINISHED);
    assertThat(done.inputs()).isEqualTo(done.imported() + done.duplicates() + done.rejected());
    return done;
  }

  private List<Reject> rejects(Import done) {
    return as(Role.VIEWER, ImportsApi.class, api -> api.rejects(project, done.id(), 100, null))
        .items();
  }

  private List<Sample> samples() {
    return as(Role.VIEWER, SamplesApi.class, api -> api.list(project, null, 100, null)).items();
  }

  @Test
  void bringsStreamsWithTheirTimesAndAllKindsOfTruth() throws IOException {
    byte[] pose = "[1, 2, 3, 0, 0, 0, 1]".getBytes(StandardCharsets.UTF_8);
    Streets streets = Streets.drive(2).file("pose/9.json", pose).pictures(9);
    streets.line(
        """
        {"key": "other", "streams": {"rgb": {"file": "rgb/9.png"}, "depth": {"file": "depth/9.png"},
         "pose": {"file": "pose/9.json"}}, "annotations": [
          {"geometry": {"kind": "DEPTH_MAP", "file": "ids/9.png"}, "source": "MODEL"},
          {"geometry": {"kind": "INSTANCE_MAP", "file": "seg/9.png"}, "source": "MODEL"}]}
        """);

    Import done = imported(streets.zip());

    assertThat(done.format()).isEqualTo("samples");
    assertThat(rejects(done)).isEmpty();
    assertThat(done.imported()).isEqualTo(3);
    Sample first = samples().getFirst();
    assertThat(first.sequence()).isEqualTo("drive");
    assertThat(first.timeNs()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(first.metadata()).isEqualTo(Map.of("night", false, "rain", 0.5));
    assertThat(first.scope()).isEqualTo(ScopeState.CHECKED);
    assertThat(first.className()).isNull();
    assertThat(first.streams())
        .extracting(StreamItem::name, StreamItem::mediaType, StreamItem::attributes)
        .containsExactly(
            tuple("rgb", "image/png", Map.of()),
            tuple("depth", "image/png", Map.of("scale", 0.002)));
    Annotation box = of(first, Geometry.Box.class);
    assertThat(box.geometry()).isEqualTo(new Geometry.Box(1, 0.5, 4, 3));
    assertThat(box.target()).isEqualTo("rgb");
    assertThat(box.objectId()).isEqualTo("car-0");
    assertThat(box.source()).isEqualTo(AnnotationSource.SIMULATOR);
    assertThat(box.attributes()).isEqualTo(Map.of("occlusion", 0.25));
    assertThat(of(first, Geometry.LabelMap.class).geometry())
        .isInstanceOfSatisfying(
            Geometry.LabelMap.class,
            map -> {
              assertThat(map.table()).isEqualTo(Map.of("road", 0, "car", 1));
              assertThat(map.ignoreId()).isEqualTo(255);
              assertThat(artifacts.missing(List.of(map.artifact()))).isEmpty();
            });
    Sample other = samples().getLast();
    assertThat(other.scope()).as("proposals are no truth").isEqualTo(ScopeState.UNLABELLED);
    try (InputStream bytes =
        as(Role.VIEWER, SamplesApi.class, api -> api.bytes(project, other.id(), "pose"))) {
      assertThat(bytes.readAllBytes()).isEqualTo(pose);
    }
  }

  private static Annotation of(Sample sample, Class<? extends Geometry> geometry) {
    return sample.annotations().stream()
        .filter(annotation -> geometry.isInstance(annotation.geometry()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsTheSameArchiveAgainAsDuplicatesAndOtherContentAsRejects() {
    imported(Streets.drive(3).zip());
    Streets changed = Streets.drive(4);
    changed.file("rgb/0.png", Streets.png(BufferedImage.TYPE_INT_RGB, 8, 6, 40));

    Import again = imported(changed.zip());

    assertThat(again.imported()).isEqualTo(1);
    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(rejects(again)).extracting(Reject::reason).containsExactly("KEY_TAKEN");
    assertThat(samples()).hasSize(4);
  }

  @Test
  void comesToTheSameCountsWhenItBeginsAnewAfterACrash() throws InterruptedException {
    Job job = start(Streets.drive(5).file("loose.txt", new byte[3]).zip());
    JsonNode first = job.result().orElseThrow();
    assertThat(first.get("imported").intValue()).isEqualTo(5);
    JsonNode input =
        JsonMapper.shared()
            .readTree(
                jdbc.sql("select input::text from platform.job where id = :id")
                    .param("id", job.id().value())
                    .query(String.class)
                    .single());

    JsonNode again = body.run(new JobRequest(job, input), new ImportResumeIT.Quiet());

    assertThat(again).isEqualTo(first);
    assertThat(samples()).hasSize(5);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from data.annotation where project_id = :project
                    """)
                .param("project", projectId().value())
                .query(Integer.class)
                .single())
        .isEqualTo(15);
  }

  /** One thing that is wrong with an otherwise sound moment. */
  record Fault(String reason, Streets archive) {

    @Override
    public String toString() {
      return reason;
    }
  }

  static List<Fault> faults() {
    return List.of(
        annotated(
            "UNKNOWN_CLASS",
            Streets.truth(1).replace("\"class_name\": \"car\"", "\"class_name\": \"cow\"")),
        annotated("UNKNOWN_CLASS", Streets.truth(1).replace("\"road\"", "\"sky\"")),
        annotated(
            "UNKNOWN_TARGET",
            Streets.truth(1)
                .replace("\"target\": \"rgb\", \"class", "\"target\": \"pose\", \"class")),
        annotated("NO_CLASS", Streets.truth(1).replace("\"class_name\": \"car\",", "")),
        annotated("BAD_ANNOTATION", Streets.truth(1).replace("\"x_max_px\": 4", "\"x_max_px\": 1")),
        annotated("BAD_ANNOTATION", Streets.truth(1).replace("\"car\": 1", "\"car\": 0")),
        annotated("BAD_LINE", Streets.truth(1).replace("\"source\"", "\"sauce\"")),
        annotated(
            "SECOND_LABEL",
            Streets.truth(1) + ", {\"class_name\": \"car\"}, {\"class_name\": \"road\"}"),
        file("SIZE_MISMATCH", "seg/1.png", Streets.png(BufferedImage.TYPE_BYTE_GRAY, 6, 8, 1)),
        file("WRONG_CHANNELS", "seg/1.png", Streets.png(BufferedImage.TYPE_INT_RGB, 8, 6, 1)),
        file("WRONG_CHANNELS", "rgb/1.png", Streets.png(BufferedImage.TYPE_BYTE_GRAY, 8, 6, 1)),
        file(
            "WRONG_ELEMENT_TYPE",
            "depth/1.png",
            Streets.png(BufferedImage.TYPE_BYTE_GRAY, 8, 6, 1)),
        file(
            "TRUNCATED",
            "rgb/1.png",
            Arrays.copyOf(Streets.png(BufferedImage.TYPE_INT_RGB, 8, 6, 1), 60)),
        file(
            "TRUNCATED",
            "depth/1.png",
            Arrays.copyOf(Streets.png(BufferedImage.TYPE_USHORT_GRAY, 8, 6, 1), 60)),
        file("UNSUPPORTED_FORMAT", "depth/1.png", new byte[100]),
        line("UNKNOWN_STREAM", "\"rgb\": {", "\"radar\": {\"file\": \"ids/1.png\"}, \"rgb\": {"),
        line(
            "MISSING_STREAM",
            "\"rgb\": {\"file\": \"rgb/1.png\"}",
            "\"pose\": {\"file\": \"rgb/1.png\"}"),
        line("FILE_ABSENT", "depth/1.png\", \"attr", "depth/none.png\", \"attr"),
        line("BAD_ATTRIBUTES", "0.002", "0"),
        line("BAD_METADATA", "\"rain\": 0.5", "\"rain\": \"much\""),
        line("BAD_VALUE", "\"rain\": 0.5", "\"n\": 9007199254740993"),
        line("BAD_SCOPE", "\"annotations\"", "\"scope\": \"UNLABELLED\", \"annotations\""),
        line("INVALID_KEY", "drive/1", "drive\\u0007/1"),
        line("WRONG_MEDIA_TYPE", "rgb/1.png\"", "rgb/1.png\", \"media_type\": \"image/jpeg\""),
        line("DUPLICATE_KEY", "drive/1", "drive/0"),
        pose("WRONG_LENGTH", "[1, 2, 3]"),
        pose("UNSUPPORTED_FORMAT", "[1, 2, 3, NaN, 0, 0, 1]"),
        pose("NOT_FINITE", "[1, 2, 3, 1e999, 0, 0, 1]"));
  }

  private static Fault annotated(String reason, String annotations) {
    return new Fault(reason, Streets.drive(1).pictures(1).moment(1, annotations));
  }

  private static Fault file(String reason, String path, byte[] bytes) {
    return new Fault(
        reason, Streets.drive(1).pictures(1).file(path, bytes).moment(1, Streets.truth(1)));
  }

  private static Fault line(String reason, String was, String is) {
    return new Fault(reason, Streets.drive(1).pictures(1).momentWith(1, Streets.truth(1), was, is));
  }

  private static Fault pose(String reason, String json) {
    return new Fault(
        reason,
        Streets.drive(1)
            .pictures(1)
            .file("pose/1.json", json.getBytes(StandardCharsets.UTF_8))
            .momentWith(
                1,
                Streets.truth(1),
                "\"rgb\": {",
                "\"pose\": {\"file\": \"pose/1.json\"}, \"rgb\": {"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void namesWhatIsWrongAndTakesTheRest(Fault fault) {
    Import done = imported(fault.archive().zip());

    assertThat(done.imported()).isEqualTo(1);
    assertThat(rejects(done)).extracting(Reject::reason).contains(fault.reason());
    assertThat(rejects(done).stream().filter(reject -> !reject.reason().equals("NOT_NAMED")))
        .as("one line, one reject")
        .hasSize(1);
    assertThat(samples()).extracting(Sample::key).containsExactly("drive/0");
  }

  @Test
  void namesFilesThatNoLineNamesAndThoseThatTheArchiveRefuses() {
    Streets streets =
        Streets.drive(1)
            .file("notes.txt", new byte[2])
            .file("../escape.png", new byte[2])
            .pictures(1)
            .momentWith(1, Streets.truth(1), "rgb/1.png", "../escape.png");

    Import done = imported(streets.zip());

    assertThat(rejects(done))
        .extracting(Reject::item, Reject::reason)
        .containsExactlyInAnyOrder(
            tuple("drive/1", "FILE_REFUSED"),
            tuple("notes.txt", "NOT_NAMED"),
            tuple("rgb/1.png", "NOT_NAMED"));
    assertThat(done.inputs()).isEqualTo(4);
  }

  @Test
  void refusesAnArchiveWithoutIndexAndOneThatUnpacksToTooMuch() {
    Job none = start(zip(Map.of("rgb/1.png", new byte[3])));
    Job bomb = start(new Streets().file("zeros", new byte[40 << 20]).line("{}").zip());

    assertThat(message(none)).contains("samples.jsonl");
    assertThat(message(bomb)).contains("RATIO_TOO_HIGH");
    assertThat(samples()).isEmpty();
  }

  private static String message(Job job) {
    return job.outcome() instanceof JobOutcome.Failed failed ? failed.message() : "";
  }

  @Test
  void aClassFolderCannotBringASampleThatNeedsTwoStreams() {
    byte[] zip = zip(Map.of("car/1.png", Streets.png(BufferedImage.TYPE_INT_RGB, 8, 6, 1)));
    ended(
        as(
            Role.ENGINEER,
            ImportsApi.class,
            api -> api.start(project, "class_folder", null, new ByteArrayInputStream(zip))));

    Import done =
        as(Role.VIEWER, ImportsApi.class, api -> api.list(project, 1, null)).items().getFirst();
    assertThat(rejects(done)).extracting(Reject::reason).containsExactly("MISSING_STREAM");
  }
}
