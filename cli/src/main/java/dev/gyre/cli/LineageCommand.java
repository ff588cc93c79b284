package dev.gyre.cli;

import dev.gyre.api.lineage.Lineage;
import dev.gyre.api.lineage.LineageApi;
import dev.gyre.api.lineage.LineageDirection;
import dev.gyre.api.lineage.LineageNode;
import dev.gyre.api.serving.LogId;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lineage",
    description = {
      "Shows what something came of, or what came of it.",
      "Besides versions it takes sample/<key> and prediction/<log id>."
    },
    mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {

  private static final String SAMPLE = "sample/";
  private static final String PREDICTION = "prediction/";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private Output output = new Output();

  @Option(names = "--downstream", description = "what came of it, instead of what it came of")
  private boolean downstream;

  @Option(
      names = "--depth",
      defaultValue = "16",
      description = "the most steps, 1 to 64 (default: ${DEFAULT-VALUE})")
  private int depth;

  @Option(
      names = "--limit",
      defaultValue = "500",
      description = "the most edges, 1 to 1000 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Parameters(
      paramLabel = "NOUN/ID",
      description =
          "such as model_version/digits/2, run/<id>, dataset_version/digits/1, sample/<key>")
  private String of = "";

  @Override
  public Integer call() {
    Connection connection = options.connect();
    PrintWriter out = spec.commandLine().getOut();
    if (of.startsWith(SAMPLE)) {
      sample(out, connection, of.substring(SAMPLE.length()));
    } else if (of.startsWith(PREDICTION)) {
      prediction(out, connection, LogId.valueOf(of.substring(PREDICTION.length())));
    } else {
      node(out, connection, LineageNode.valueOf(of));
    }
    return Exit.OK;
  }

  private void sample(PrintWriter out, Connection connection, String key) {
    SampleLineage found = SampleLineage.of(connection, key);
    if (output.isTable()) {
      found.print(out);
      out.flush();
    } else {
      output.one(out, found, List.of());
    }
  }

  private void prediction(PrintWriter out, Connection connection, LogId id) {
    PredictionLineage found = PredictionLineage.of(connection, id, depth, limit);
    if (output.isTable()) {
      found.print(out);
      warn(found.lineage());
    } else {
      output.one(out, found, List.of());
    }
  }

  private void node(PrintWriter out, Connection connection, LineageNode node) {
    Lineage found =
        connection
            .api(LineageApi.class)
            .get(
                connection.project(),
                node,
                downstream ? LineageDirection.DOWNSTREAM : LineageDirection.UPSTREAM,
                depth,
                limit);
    if (output.isTable()) {
      LineageTree.of(found).print(out, "");
      out.flush();
      warn(found);
    } else {
      output.one(out, found, List.of());
    }
  }

  /** What the tree does not show. */
  private void warn(Lineage found) {
    PrintWriter err = spec.commandLine().getErr();
    if (found.truncated()) {
      err.println("There is more: raise --depth or --limit.");
    }
    if (!found.read().complete()) {
      err.printf("Events are read up to %s; later ones are on their way.%n", found.read().time());
    }
    err.flush();
  }
}
