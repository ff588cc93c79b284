package dev.gyre.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GatePlan;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.PlannedRule;
import dev.gyre.api.job.Job;
import dev.gyre.api.job.JobOutcome;
import dev.gyre.api.project.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTests {

  private static final String VERDICTS = "/api/v1/projects/p/gate-verdicts";
  private static final GateVerdictId ID =
      GateVerdictId.valueOf("01890000-0000-7000-8000-000000000003");
  private static final String SUBJECT = "gate-verdict/" + ID;

  private final FakeServer server = new FakeServer();

  @TempDir private Path home = Path.of(".");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void endsWithTheOutcomeOfTheVerdict() throws IOException {
    assertThat(judge(GateOutcome.PASS).exitCode()).isZero();
    assertThat(judge(GateOutcome.FAIL).exitCode()).isEqualTo(1);
    assertThat(judge(GateOutcome.INSUFFICIENT).exitCode()).isEqualTo(5);
  }

  @Test
  void countsTooLittleEvidenceAsItIsTold() throws IOException {
    assertThat(judge(GateOutcome.INSUFFICIENT, "--insufficient=pass").exitCode()).isZero();
    assertThat(judge(GateOutcome.INSUFFICIENT, "--insufficient=fail").exitCode()).isEqualTo(1);
    assertThat(judge(GateOutcome.FAIL, "--insufficient=pass").exitCode()).isEqualTo(1);
  }

  @Test
  void endsItsOutputWithASentenceAndTheAddress() throws IOException {
    Invocation told = judge(GateOutcome.FAIL);

    assertThat(told.lastLine())
        .startsWith("FAIL: digits/2 on the test split of digits/3 against digits/1")
        .endsWith(server.address() + VERDICTS + "/" + ID);
  }

  @Test
  void keepsTheSentenceOutOfJson() throws IOException {
    Invocation told = judge(GateOutcome.PASS, "-o", "json");

    assertThat(told.out().strip()).startsWith("{").endsWith("}");
    assertThat(told.err()).contains("PASS: digits/2");
  }

  @Test
  void sendsCandidateChampionAndDataset() throws IOException {
    judge(GateOutcome.PASS, "--champion", "digits:1");

    assertThat(server.body("POST " + VERDICTS))
        .contains("\"candidate\":{\"model\":\"digits\",\"version\":2}")
        .contains("\"champion\":{\"model\":\"digits\",\"version\":1}")
        .contains("\"dataset\":{\"dataset\":\"digits\",\"version\":3}");
  }

  @Test
  void writesATestCaseForEachRule() throws IOException {
    Path report = home.resolve("report.xml");

    judge(GateOutcome.INSUFFICIENT, "--junit", report.toString());

    assertThat(Files.readString(report))
        .contains("tests=\"2\"", "failures=\"1\"", "skipped=\"0\"")
        .contains("name=\"margin of accuracy on class=three\"")
        .contains("&lt;50 samples are too few&gt;");
  }

  @Test
  void skipsUndecidedTestCasesWhereTheyPass() throws IOException {
    Path report = home.resolve("report.xml");

    judge(GateOutcome.INSUFFICIENT, "--junit", report.toString(), "--insufficient=pass");

    assertThat(Files.readString(report)).contains("failures=\"0\"", "skipped=\"1\"", "<skipped ");
  }

  @Test
  void appendsASummaryInMarkdown() throws IOException {
    Path summary = home.resolve("summary.md");
    Files.writeString(summary, "before\n");

    judge(GateOutcome.FAIL, "--markdown", summary.toString());

    assertThat(Files.readString(summary))
        .startsWith("before\n### Gate: FAIL")
        .contains("| FAIL | margin of accuracy on class=three | 50 |");
  }

  @Test
  void saysBeforehandWhatCanBeProven() throws IOException {
    GatePlan plan =
        new GatePlan(
            new DatasetRef("digits", 3),
            1,
            List.of(
                new PlannedRule("margin", "class=three", 45, 59, false, "45 are too few"),
                new PlannedRule("floor", null, 450, 16, true, "450 are enough")));
    server.on("GET " + VERDICTS + "/plan", plan);

    Invocation told = run("--plan", "--dataset", "digits:3");

    assertThat(told.exitCode()).isEqualTo(5);
    assertThat(told.out()).contains("45 are too few");
    assertThat(told.lastLine()).startsWith("1 of 2 rules can be proven");
  }

  @Test
  void endsWith2ForAWrongRequest() throws IOException {
    assertThat(run("--dataset", "digits:3").exitCode()).isEqualTo(2);
    assertThat(run("--dataset", "digits", "--candidate", "digits:2").err())
        .contains("'digits' is not name:version");
    server.on("POST " + VERDICTS, TestJobs.failed(SUBJECT, JobOutcome.Fault.USER));
    Invocation refused = run("--dataset", "digits:3", "--candidate", "digits:2");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("three/0013 is in train (TEST_IN_TRAINING)");
  }

  @Test
  void endsWith3WhenTheServerFailsOrIsAway() throws IOException {
    server.on("POST " + VERDICTS, TestJobs.failed(SUBJECT, JobOutcome.Fault.PLATFORM));
    assertThat(run("--dataset", "digits:3", "--candidate", "digits:2").exitCode()).isEqualTo(3);
    server.close();
    Invocation away = run("--dataset", "digits:3", "--candidate", "digits:2");
    assertThat(away.exitCode()).isEqualTo(3);
    assertThat(away.err()).contains("cannot be reached");
  }

  @Test
  void endsWith4WhenTheWorkTakesTooLong() throws IOException {
    Job job = TestJobs.running(SUBJECT);
    server.on("POST " + VERDICTS, job).on("GET /api/v1/projects/p/jobs/" + job.id(), job);

    Invocation late = run("--dataset", "digits:3", "--candidate", "digits:2", "--timeout", "1");

    assertThat(late.exitCode()).isEqualTo(4);
    assertThat(late.err()).contains("took longer than 1 s");
  }

  private Invocation judge(GateOutcome outcome, String... more) throws IOException {
    server
        .on("POST " + VERDICTS, 202, TestJobs.running(SUBJECT))
        .on("GET /api/v1/projects/p/jobs/" + TestJobs.ID, TestJobs.succeeded(SUBJECT))
        .on("GET " + VERDICTS + "/" + ID, verdict(outcome));
    return run(
        Stream.concat(
                Stream.of("--dataset", "digits:3", "--candidate", "digits:2"), Stream.of(more))
            .toArray(String[]::new));
  }

  private Invocation run(String... words) throws IOException {
    return Invocation.of(
        home,
        server.address(),
        Stream.concat(Stream.of("gate", "-p", "p"), Stream.of(words)).toArray(String[]::new));
  }

  private static GateVerdict verdict(GateOutcome outcome) {
    GateRule fine =
        new GateRule(
            "floor", null, Metric.ACCURACY, GateOutcome.PASS, .93, .91, .8, 500, null, "enough");
    GateRule judged =
        new GateRule(
            "margin",
            "class=three",
            Metric.ACCURACY,
            outcome,
            .01,
            -.09,
            -.15,
            50,
            null,
            "<50 samples are too few>");
    EvaluationId evaluation = EvaluationId.valueOf("01890000-0000-7000-8000-000000000004");
    return new GateVerdict(
        ID,
        outcome,
        new ModelRef("digits", 2),
        new ModelRef("digits", 1),
        new DatasetRef("digits", 3),
        1,
        evaluation,
        evaluation,
        null,
        List.of(),
        List.of(fine, judged),
        0,
        List.of(),
        Instant.parse("2026-01-01T12:00:00Z"));
  }
}
