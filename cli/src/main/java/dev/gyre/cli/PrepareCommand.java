package dev.gyre.cli;

import dev.gyre.api.PlatformException;
import dev.gyre.api.data.DatasetRef;
import dev.gyre.api.data.NewPreparation;
import dev.gyre.api.data.NewPreparedSet;
import dev.gyre.api.data.Preparation;
import dev.gyre.api.data.PreparationsApi;
import dev.gyre.api.data.PreparedSet;
import dev.gyre.api.data.PreparedSetId;
import dev.gyre.api.data.PreparedSetsApi;
import dev.gyre.api.job.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "prepare",
    description = "Brings a dataset version into the form that training reads.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {

  private static final List<Output.Column<PreparedSet>> COLUMNS =
      List.of(
          new Output.Column<>("PREPARED SET", PreparedSet::id),
          new Output.Column<>("DATASET", PreparedSet::dataset),
          new Output.Column<>("STATE", PreparedSet::state),
          new Output.Column<>("SHARDS", set -> set.shards().size()),
          new Output.Column<>("OUTPUTS", set -> set.report() == null ? "" : set.report().outputs()),
          new Output.Column<>(
              "REJECTS", set -> set.report() == null ? "" : set.report().rejects()));

  /** How: declared before, or in a file. */
  static final class How {
    @Option(names = "--preparation", paramLabel = "NAME", description = "one that is there already")
    private @Nullable String name;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "YAML with 'name' and 'spec'; made if it is not there")
    private @Nullable Path file;
  }

  @Mixin private ProjectOptions options = new ProjectOptions();
  @Mixin private WaitOptions wait = new WaitOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private How how = new How();

  @Parameters(paramLabel = "DATASET:VERSION")
  private String dataset = "";

  @Override
  public Integer call() {
    DatasetRef ref = Refs.dataset(dataset);
    Connection connection = options.connect();
    Preparation preparation = preparation(connection);
    PreparedSetsApi sets = connection.api(PreparedSetsApi.class);
    Job job = sets.start(connection.project(), null, new NewPreparedSet(preparation.id(), ref));
    wait.on(connection, spec.commandLine().getErr()).await(job);
    PreparedSet set = sets.get(connection.project(), PreparedSetId.valueOf(JobWait.subjectId(job)));
    output.one(spec.commandLine().getOut(), set, COLUMNS);
    return Exit.OK;
  }

  private Preparation preparation(Connection connection) {
    PreparationsApi preparations = connection.api(PreparationsApi.class);
    if (how.file != null) {
      NewPreparation wanted = YamlFile.read(how.file, NewPreparation.class);
      return preparations.create(connection.project(), wanted);
    }
    return Connection.all((limit, cursor) -> preparations.list(connection.project(), limit, cursor))
        .stream()
        .filter(preparation -> preparation.name().equals(how.name))
        .findFirst()
        .orElseThrow(() -> PlatformException.notFound("preparation", String.valueOf(how.name)));
  }
}
