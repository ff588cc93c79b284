package dev.gyre.cli;

import dev.gyre.api.serving.PredictApi;
import dev.gyre.api.serving.PredictionAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "predict",
    description = "Asks an endpoint about one picture.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

  private static final List<Output.Column<PredictionAnswer>> COLUMNS =
      List.of(
          new Output.Column<>("CLASS", PredictionAnswer::className),
          new Output.Column<>(
              "CONFIDENCE", answer -> String.format(Locale.ROOT, "%.4f", answer.confidence())),
          new Output.Column<>("VERSION", PredictionAnswer::modelVersion),
          new Output.Column<>("LOG ID", answer -> answer.logId() == null ? "" : answer.logId()));

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--endpoint", required = true)
  private String endpoint = "";

  @Option(names = "--client-key", description = "your own name for this prediction")
  private @Nullable String clientKey;

  @Option(names = "--group", description = "such as a patient or a drive")
  private @Nullable String group;

  @Parameters(paramLabel = "FILE", description = "PNG or JPEG")
  private Path file = Path.of(".");

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(Exit.USAGE, "%s is no file".formatted(file));
    }
    Connection connection = options.connect();
    PredictionAnswer answer;
    try (InputStream picture = Files.newInputStream(file)) {
      answer =
          connection
              .api(PredictApi.class)
              .predict(connection.project(), endpoint, clientKey, null, null, group, null, picture);
    }
    output.one(spec.commandLine().getOut(), answer, COLUMNS);
    return Exit.OK;
  }
}
