package dev.gyre.cli;

import dev.gyre.api.PlatformException;
import dev.gyre.api.eval.GateOutcome;
import dev.gyre.api.eval.GatePlan;
import dev.gyre.api.eval.GateRule;
import dev.gyre.api.eval.GateVerdict;
import dev.gyre.api.eval.GateVerdictId;
import dev.gyre.api.eval.GateVerdictsApi;
import dev.gyre.api.eval.ModelRef;
import dev.gyre.api.eval.NewGateVerdict;
import dev.gyre.api.eval.PlannedRule;
import dev.gyre.api.eval.Promote;
import dev.gyre.api.eval.Slice;
import dev.gyre.api.eval.SliceId;
import dev.gyre.api.eval.SlicesApi;
import dev.gyre.api.job.Job;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges a candidate; made for CI pipelines, which branch on the exit code. */
@Command(
    name = "gate",
    description = {
      "Judges a candidate by the task contract, or says with --plan what a judgement can prove.",
      "The last line is a sentence: on standard output with a table, else on standard error."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:passed",
      "1:failed",
      "2:asked wrongly",
      "3:the server refused or failed",
      "4:timed out",
      "5:too little evidence"
    },
    mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

  /** What too little evidence counts as. */
  enum Insufficient {
    pass,
    fail
  }

  private static final List<Output.Column<GateRule>> COLUMNS =
      List.of(
          new Output.Column<>("OUTCOME", GateRule::outcome),
          new Output.Column<>("RULE", GateRule::rule),
          new Output.Column<>("SLICE", rule -> rule.slice() == null ? "" : rule.slice()),
          new Output.Column<>("N", GateRule::n),
          new Output.Column<>("SENTENCE", GateRule::sentence));

  private static final List<Output.Column<PlannedRule>> PLAN_COLUMNS =
      List.of(
          new Output.Column<>("PROVABLE", rule -> rule.provable() ? "yes" : "no"),
          new Output.Column<>("RULE", PlannedRule::rule),
          new Output.Column<>("SLICE", rule -> rule.slice() == null ? "" : rule.slice()),
          new Output.Column<>("N", PlannedRule::n),
          new Output.Column<>("NEEDED", rule -> rule.needed() == null ? "" : rule.needed()),
          new Output.Column<>("SENTENCE", PlannedRule::sentence));

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private WaitOptions wait = new WaitOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--dataset", required = true, paramLabel = "DATASET:VERSION")
  private String dataset = "";

  @Option(names = "--candidate", paramLabel = "MODEL:VERSION")
  private @Nullable String candidate;

  @Option(
      names = "--champion",
      paramLabel = "MODEL:VERSION",
      description = "to beat (default: what the alias champion names)")
  private @Nullable String champion;

  @Option(
      names = "--slice",
      paramLabel = "NAME",
      description = "on which the candidate must be better; may be repeated")
  private List<String> slices = List.of();

  @Option(names = "--plan", description = "judge nothing; say what the data can prove")
  private boolean plan;

  @Option(names = "--junit", paramLabel = "FILE", description = "write a JUnit report")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "append a summary, such as to $GITHUB_STEP_SUMMARY")
  private @Nullable Path markdown;

  @Option(
      names = "--insufficient",
      paramLabel = "pass|fail",
      description = "what too little evidence counts as (default: exit code 5)")
  private @Nullable Insufficient insufficient;

  @Option(
      names = "--promote",
      paramLabel = "ALIAS",
      description = "move champion or candidate, if the verdict allows it")
  private @Nullable String promote;

  @Override
  public Integer call() {
    return plan ? plan() : judge();
  }

  private int plan() {
    Connection connection = options.connect();
    var ref = Refs.dataset(dataset);
    GatePlan planned =
        connection
            .api(GateVerdictsApi.class)
            .plan(connection.project(), ref.dataset(), ref.version());
    if (output.isTable()) {
      output.rows(spec.commandLine().getOut(), planned.rules(), PLAN_COLUMNS);
    } else {
      output.one(spec.commandLine().getOut(), planned, List.of());
    }
    long provable = planned.rules().stream().filter(PlannedRule::provable).count();
    int all = planned.rules().size();
    say("%d of %d rules can be proven on the test split of %s".formatted(provable, all, ref));
    return exitCode(provable == all ? GateOutcome.PASS : GateOutcome.INSUFFICIENT);
  }

  private int judge() {
    if (candidate == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--candidate=MODEL:VERSION' or --plan");
    }
    Connection connection = options.connect();
    ModelRef beaten = champion == null ? null : Refs.model(champion);
    NewGateVerdict wanted =
        new NewGateVerdict(
            Refs.model(candidate), beaten, Refs.dataset(dataset), sliceIds(connection));
    GateVerdictsApi gates = connection.api(GateVerdictsApi.class);
    Job job = gates.create(connection.project(), null, wanted);
    wait.on(connection, spec.commandLine().getErr()).await(job);
    GateVerdict verdict =
        gates.get(connection.project(), GateVerdictId.valueOf(JobWait.subjectId(job)));
    report(connection, verdict);
    if (promote != null && verdict.outcome() == GateOutcome.PASS) {
      gates.promote(connection.project(), verdict.id(), new Promote(promote));
    }
    return exitCode(verdict.outcome());
  }

  private void report(Connection connection, GateVerdict verdict) {
    GateReport report =
        new GateReport(verdict, connection.address("gate-verdicts/" + verdict.id()));
    if (junit != null) {
      report.writeJunit(junit, insufficient == Insufficient.pass);
    }
    if (markdown != null) {
      report.appendMarkdown(markdown);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (output.isTable()) {
      output.rows(out, verdict.rules(), COLUMNS);
      verdict.warnings().forEach(warning -> out.println("Warning: " + warning));
    } else {
      output.one(out, verdict, List.of());
    }
    say(report.sentence());
  }

  private void say(String sentence) {
    PrintWriter writer =
        output.isTable() ? spec.commandLine().getOut() : spec.commandLine().getErr();
    writer.println(sentence);
    writer.flush();
  }

  private List<SliceId> sliceIds(Connection connection) {
    if (slices.isEmpty()) {
      return List.of();
    }
    SlicesApi api = connection.api(SlicesApi.class);
    List<Slice> known =
        Connection.all((limit, cursor) -> api.list(connection.project(), limit, cursor));
    return slices.stream()
        .map(name ->
            known.stream()
                .filter(slice -> slice.name().equals(name))
                .findFirst()
                .orElseThrow(() -> PlatformException.notFound("slice", name))
                .id())
        .toList();
  }

  private int exitCode(GateOutcome outcome) {
    return switch (outcome) {
      case PASS -> Exit.OK;
      case FAIL -> Exit.GATE_FAILED;
      case INSUFFICIENT ->
          switch (insufficient) {
            case pass -> Exit.OK;
            case fail -> Exit.GATE_FAILED;
            case null -> Exit.INSUFFICIENT;
          };
    };
  }
}
