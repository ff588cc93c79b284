package dev.gyre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.Page;
import dev.gyre.api.data.Import;
import dev.gyre.api.data.ImportId;
import dev.gyre.api.data.ImportState;
import dev.gyre.api.data.LabelImportReport;
import dev.gyre.api.data.Reject;
import dev.gyre.api.monitoring.FeedbackReceipt;
import dev.gyre.api.serving.PredictionAnswer;
import dev.gyre.api.serving.Segment;
import dev.gyre.api.serving.SegmentationAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTests {

  private static final String PROJECT = "/api/v1/projects/p";
  private static final String QUEUE = "01890000-0000-7000-8000-000000000005";

  private final FakeServer server = new FakeServer();

  @TempDir private Path home = Path.of(".");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void explainsEachCommand() {
    List<CommandLine> commands = new ArrayList<>();
    collect(GyreCommand.line(), commands);

    assertThat(commands).hasSizeGreaterThan(40);
    assertThat(commands)
        .allSatisfy(command ->
            assertThat(command.getCommandSpec().usageMessage().description())
                .as(command.getCommandSpec().qualifiedName())
                .isNotEmpty());
    assertThat(Invocation.of("incident", "close", "--help").exitCode()).isZero();
  }

  @Test
  void endsWith2WithoutAProject() {
    assertThat(Invocation.of("job", "list").exitCode()).isEqualTo(2);
    assertThat(Invocation.of("label").exitCode()).isEqualTo(2);
    assertThat(Invocation.of("nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void sendsAFolderAsAZipAndNamesItsRejects() throws IOException {
    Path three = Files.createDirectories(home.resolve("pictures").resolve("three"));
    Files.writeString(three.resolve("a.png"), "bytes of a");
    ImportId id = ImportId.valueOf("01890000-0000-7000-8000-000000000006");
    server
        .on("POST " + PROJECT + "/imports", TestJobs.succeeded("import/" + id))
        .on(
            "GET " + PROJECT + "/imports/" + id,
            new Import(id, TestJobs.ID, "class_folder", ImportState.FINISHED, 2, 1, 0, 1, noon()))
        .on(
            "GET " + PROJECT + "/imports/" + id + "/rejects",
            new Page<>(List.of(new Reject("three/b.png", "UNREADABLE", "not a picture")), null));

    Invocation told = run("import", "-p", "p", home.resolve("pictures").toString());

    assertThat(told.exitCode()).isZero();
    assertThat(told.err()).contains("three/b.png: UNREADABLE, not a picture");
    assertThat(server.types("POST " + PROJECT + "/imports")).containsExactly("application/zip");
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(server.bytes("POST " + PROJECT + "/imports")))) {
      ZipEntry entry = zip.getNextEntry();
      assertThat(entry).isNotNull();
      assertThat(entry.getName()).isEqualTo("three/a.png");
      assertThat(zip.readAllBytes()).asString().isEqualTo("bytes of a");
    }
  }

  @Test
  void predictsAFile() throws IOException {
    Path file = home.resolve("digit.png");
    Files.writeString(file, "picture");
    String call = "POST " + PROJECT + "/endpoints/digits/predict";
    server.on(
        call, new PredictionAnswer(null, 2, "three", 3, 0.75, Map.of("three", 0.75, "two", 0.25)));

    Invocation told = run("predict", "-p", "p", "--endpoint", "digits", file.toString());

    assertThat(told.out()).contains("three", "0.7500");
    assertThat(server.body(call)).isEqualTo("picture");
    assertThat(server.types(call)).containsExactly("application/octet-stream");
    assertThat(run("predict", "-p", "p", "--endpoint", "digits", "no.png").exitCode()).isEqualTo(2);
  }

  @Test
  void segmentsTheFilesOfAMoment() throws IOException {
    Path rgb = home.resolve("rgb.png");
    Path depth = home.resolve("depth.png");
    Path overlay = home.resolve("overlay.png");
    Files.writeString(rgb, "a picture");
    Files.writeString(depth, "its depth");
    String call = "POST " + PROJECT + "/endpoints/streets/segment";
    server.on(
        call,
        new SegmentationAnswer(
            null,
            2,
            0.5,
            List.of("road", "car"),
            2,
            2,
            Base64.getEncoder().encodeToString(new byte[] {1, 2}),
            List.of(new Segment("car", 1, 0, 1, 2, 1, 0.25, 0.875)),
            Base64.getEncoder().encodeToString(new byte[] {3, 4})));

    Invocation told =
        run(
            "segment",
            "-p",
            "p",
            "--endpoint",
            "streets",
            "--overlay",
            overlay.toString(),
            "rgb=" + rgb,
            "depth=" + depth);

    assertThat(told.out()).contains("car", "0.8750", "25.0 %");
    assertThat(Files.readAllBytes(overlay)).containsExactly(3, 4);
    assertThat(server.types(call)).first().asString().startsWith("multipart/form-data; boundary=");
    assertThat(server.body(call))
        .contains("name=\"rgb\"", "a picture", "name=\"depth\"", "its depth");
  }

  @Test
  void readsFeedbackFromCsv() throws IOException {
    Path csv = home.resolve("feedback.csv");
    Files.writeString(csv, "client_key,class_name\nbefore/1,three\nbefore/2,\"eight\"\n");
    String call = "POST " + PROJECT + "/feedback";
    server.on(call, new FeedbackReceipt(2, 1, List.of()));

    Invocation told =
        run(
            "feedback",
            "-p",
            "p",
            "--endpoint",
            "digits",
            "--collection",
            "COMPLETE",
            csv.toString());

    assertThat(told.exitCode()).isZero();
    assertThat(server.body(call))
        .contains("\"client_key\":\"before/2\"")
        .contains("\"class_name\":\"eight\"")
        .contains("\"collection\":\"COMPLETE\"");
  }

  @Test
  void namesTheLineOfFeedbackThatMissesSomething() throws IOException {
    Path csv = home.resolve("feedback.csv");
    Files.writeString(csv, "client_key,class_name\nbefore/1,three\nbefore/2,\n");

    Invocation told =
        run("feedback", "-p", "p", "--endpoint", "d", "--collection", "COMPLETE", csv.toString());

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("line 3: class_name is ''");
  }

  @Test
  void endsWith1WhenLabelsConflict() throws IOException {
    Path csv = home.resolve("labels.csv");
    Files.writeString(csv, "key,file,class_name,revision\n");
    server.on(
        "POST " + PROJECT + "/label-queues/" + QUEUE + "/import",
        new LabelImportReport(
            3, 0, List.of(new Reject("three/1", "REVISION_CHANGED", "1 is now 2")), List.of()));

    Invocation told = run("label", "import", "-p", "p", QUEUE, csv.toString());

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.err()).contains("conflict three/1: REVISION_CHANGED, 1 is now 2");
  }

  private static void collect(CommandLine line, List<CommandLine> into) {
    into.add(line);
    line.getSubcommands().values().forEach(each -> collect(each, into));
  }

  private static Instant noon() {
    return Instant.parse("2026-01-01T12:00:00Z");
  }

  private Invocation run(String... words) throws IOException {
    return Invocation.of(home, server.address(), words);
  }
}
