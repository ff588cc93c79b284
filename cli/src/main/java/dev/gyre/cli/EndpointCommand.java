package dev.gyre.cli;

import dev.gyre.api.serving.Endpoint;
import dev.gyre.api.serving.EndpointsApi;
import dev.gyre.api.serving.Logging;
import dev.gyre.api.serving.NewEndpoint;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "endpoint",
    description = "Places that answer with a model.",
    mixinStandardHelpOptions = true)
final class EndpointCommand {

  private static final List<Output.Column<Endpoint>> COLUMNS =
      List.of(
          new Output.Column<>("ENDPOINT", Endpoint::name),
          new Output.Column<>("MODEL", Endpoint::model),
          new Output.Column<>("ALIAS", Endpoint::alias),
          new Output.Column<>("LOGGING", Endpoint::logging),
          new Output.Column<>("DEPLOYMENT", EndpointCommand::deployment),
          new Output.Column<>("LOGGED", Endpoint::logged),
          new Output.Column<>("LOST", Endpoint::lost));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      name = "create",
      description = "Makes an endpoint that follows an alias of a model.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--model", required = true) String model,
      @Option(
              names = "--alias",
              defaultValue = "champion",
              description = "default: ${DEFAULT-VALUE}")
          String alias,
      @Option(
              names = "--logging",
              defaultValue = "DURABLE",
              description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
          Logging logging,
      @Option(
              names = "--max-concurrency",
              defaultValue = "8",
              description = "requests at once; more are refused (default: ${DEFAULT-VALUE})")
          int maxConcurrency,
      @Parameters(paramLabel = "ENDPOINT") String name) {
    Connection connection = options.connect();
    Endpoint made =
        connection
            .api(EndpointsApi.class)
            .create(
                connection.project(), new NewEndpoint(name, model, alias, logging, maxConcurrency));
    output.one(spec.commandLine().getOut(), made, COLUMNS);
    return Exit.OK;
  }

  @Command(name = "list", description = "Lists endpoints.", mixinStandardHelpOptions = true)
  int list(@Mixin ProjectOptions options, @Mixin Output output, @Mixin ListOptions limit) {
    Connection connection = options.connect();
    EndpointsApi endpoints = connection.api(EndpointsApi.class);
    output.rows(
        spec.commandLine().getOut(),
        limit.read((most, cursor) -> endpoints.list(connection.project(), most, cursor)),
        COLUMNS);
    return Exit.OK;
  }

  @Command(name = "show", description = "Shows an endpoint.", mixinStandardHelpOptions = true)
  int show(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "ENDPOINT") String name) {
    Connection connection = options.connect();
    Endpoint found = connection.api(EndpointsApi.class).get(connection.project(), name);
    output.one(spec.commandLine().getOut(), found, COLUMNS);
    return Exit.OK;
  }

  private static String deployment(Endpoint endpoint) {
    var deployment = endpoint.deployment();
    return deployment == null
        ? "none yet"
        : "version %d %s".formatted(deployment.version(), deployment.state());
  }
}
