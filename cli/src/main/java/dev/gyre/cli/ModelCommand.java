package dev.gyre.cli;

import dev.gyre.api.training.Alias;
import dev.gyre.api.training.AliasMove;
import dev.gyre.api.training.Model;
import dev.gyre.api.training.ModelVersion;
import dev.gyre.api.training.ModelsApi;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = "The model registry: lines, versions, aliases.",
    mixinStandardHelpOptions = true)
final class ModelCommand {

  private static final List<Output.Column<Model>> COLUMNS =
      List.of(
          new Output.Column<>("MODEL", Model::name),
          new Output.Column<>("NEWEST", Model::newest),
          new Output.Column<>("CREATED", Model::created));

  private static final List<Output.Column<ModelVersion>> VERSION_COLUMNS =
      List.of(
          new Output.Column<>("MODEL", ModelVersion::model),
          new Output.Column<>("VERSION", ModelVersion::version),
          new Output.Column<>("STATE", ModelVersion::state),
          new Output.Column<>("DATASET", ModelVersion::dataset),
          new Output.Column<>("RUN", version -> version.run() == null ? "" : version.run()),
          new Output.Column<>("SIZE BYTES", ModelVersion::size),
          new Output.Column<>(
              "PARITY", version -> String.format(Locale.ROOT, "%.1e", version.parityDeviation())),
          new Output.Column<>("CREATED", ModelVersion::created));

  private static final List<Output.Column<Alias>> ALIAS_COLUMNS =
      List.of(
          new Output.Column<>("ALIAS", Alias::alias),
          new Output.Column<>("VERSION", Alias::version),
          new Output.Column<>("MOVED", Alias::moved),
          new Output.Column<>("BY", Alias::movedBy),
          new Output.Column<>("REASON", Alias::reason),
          new Output.Column<>("VERDICT", alias -> alias.verdict() == null ? "" : alias.verdict()));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(name = "list", description = "Lists model lines.", mixinStandardHelpOptions = true)
  int list(@Mixin ProjectOptions options, @Mixin Output output, @Mixin ListOptions limit) {
    Connection connection = options.connect();
    ModelsApi models = connection.api(ModelsApi.class);
    output.rows(
        spec.commandLine().getOut(),
        limit.read((most, cursor) -> models.list(connection.project(), most, cursor)),
        COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "show",
      description = "Shows a version as MODEL:VERSION, or all versions of a MODEL.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Mixin ListOptions limit,
      @Parameters(paramLabel = "MODEL[:VERSION]") String name) {
    Connection connection = options.connect();
    ModelsApi models = connection.api(ModelsApi.class);
    if (name.contains(":")) {
      var ref = Refs.model(name);
      ModelVersion version = models.version(connection.project(), ref.model(), ref.version());
      output.one(spec.commandLine().getOut(), version, VERSION_COLUMNS);
    } else {
      output.rows(
          spec.commandLine().getOut(),
          limit.read((most, cursor) -> models.versions(connection.project(), name, most, cursor)),
          VERSION_COLUMNS);
    }
    return Exit.OK;
  }

  @Command(
      name = "alias",
      description = "Lists the aliases of a model.",
      mixinStandardHelpOptions = true)
  int alias(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Parameters(paramLabel = "MODEL") String model) {
    Connection connection = options.connect();
    output.rows(
        spec.commandLine().getOut(),
        connection.api(ModelsApi.class).aliases(connection.project(), model),
        ALIAS_COLUMNS);
    return Exit.OK;
  }

  @Command(
      name = "move-alias",
      description = "Moves an alias, or makes it; champion and candidate demand an admin's reason.",
      mixinStandardHelpOptions = true)
  int moveAlias(
      @Mixin ProjectOptions options,
      @Mixin Output output,
      @Option(names = "--reason", defaultValue = "", description = "why it moves") String reason,
      @Parameters(paramLabel = "MODEL:VERSION") String version,
      @Parameters(paramLabel = "ALIAS") String alias) {
    Connection connection = options.connect();
    var ref = Refs.model(version);
    Alias moved =
        connection
            .api(ModelsApi.class)
            .moveAlias(
                connection.project(), ref.model(), alias, new AliasMove(ref.version(), reason));
    output.one(spec.commandLine().getOut(), moved, ALIAS_COLUMNS);
    return Exit.OK;
  }
}
