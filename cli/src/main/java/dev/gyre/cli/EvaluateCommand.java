package dev.gyre.cli;

import dev.gyre.api.data.Split;
import dev.gyre.api.eval.Evaluation;
import dev.gyre.api.eval.EvaluationId;
import dev.gyre.api.eval.EvaluationsApi;
import dev.gyre.api.eval.NewEvaluation;
import dev.gyre.api.job.Job;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = "Scores a model version on a dataset version, overall and by slice.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  /** A number with its interval. */
  private record Line(String what, int n, double value, double low, double high) {}

  private static final List<Output.Column<Line>> COLUMNS =
      List.of(
          new Output.Column<>("WHAT", Line::what),
          new Output.Column<>("N", Line::n),
          new Output.Column<>("VALUE", line -> number(line.value())),
          new Output.Column<>("LOW", line -> number(line.low())),
          new Output.Column<>("HIGH", line -> number(line.high())));

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private WaitOptions wait = new WaitOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--model", required = true, paramLabel = "MODEL:VERSION")
  private String model = "";

  @Option(names = "--dataset", required = true, paramLabel = "DATASET:VERSION")
  private String dataset = "";

  @Option(
      names = "--split",
      defaultValue = "TEST",
      description = "${COMPLETION-CANDIDATES} (default: TEST)")
  private Split split = Split.TEST;

  @Override
  public Integer call() {
    NewEvaluation wanted = new NewEvaluation(Refs.model(model), Refs.dataset(dataset), split);
    Connection connection = options.connect();
    EvaluationsApi evaluations = connection.api(EvaluationsApi.class);
    Job job = evaluations.create(connection.project(), null, wanted);
    wait.on(connection, spec.commandLine().getErr()).await(job);
    Evaluation done =
        evaluations.get(connection.project(), EvaluationId.valueOf(JobWait.subjectId(job)));
    PrintWriter out = spec.commandLine().getOut();
    if (output.isTable()) {
      output.rows(out, lines(done), COLUMNS);
    } else {
      output.one(out, done, List.of());
    }
    return Exit.OK;
  }

  private static List<Line> lines(Evaluation evaluation) {
    List<Line> lines = new ArrayList<>();
    evaluation
        .metrics()
        .forEach(each ->
            lines.add(
                new Line(
                    each.metric().name().toLowerCase(Locale.ROOT),
                    each.n(),
                    each.value(),
                    each.low(),
                    each.high())));
    evaluation
        .slices()
        .forEach(each ->
            lines.add(
                new Line(
                    each.className() == null
                        ? "accuracy of " + each.slice()
                        : "accuracy of %s=%s".formatted(each.slice(), each.className()),
                    each.n(),
                    each.accuracy(),
                    each.low(),
                    each.high())));
    return lines;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
