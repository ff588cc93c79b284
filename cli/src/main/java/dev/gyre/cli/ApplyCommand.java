package dev.gyre.cli;

import dev.gyre.api.ErrorCode;
import dev.gyre.api.PlatformException;
import dev.gyre.api.Versioned;
import dev.gyre.api.project.NewProject;
import dev.gyre.api.project.ProjectsApi;
import dev.gyre.api.project.TaskContractVersion;
import dev.gyre.api.project.TaskContractsApi;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    description =
        "Brings a project to what a file says: makes it if there is none, and its task contract the newest.",
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

  private static final List<Output.Column<TaskContractVersion>> COLUMNS =
      List.of(
          new Output.Column<>("TASK CONTRACT", TaskContractVersion::number),
          new Output.Column<>("DIGEST", version -> version.digest().hex().substring(0, 12)),
          new Output.Column<>("CREATED", TaskContractVersion::created),
          new Output.Column<>("BY", TaskContractVersion::createdBy));

  @Mixin private ServerOptions options = new ServerOptions();
  @Mixin private Output output = new Output();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "YAML with 'project' and 'task_contract'")
  private Path file = Path.of("gyre.yaml");

  @Override
  public Integer call() {
    ProjectFile wanted = ProjectFile.read(file);
    Server server = new Server(options.address(), options.token());
    ensureProject(server, wanted);
    TaskContractsApi contracts = server.api(TaskContractsApi.class);
    TaskContractVersion version =
        contracts.put(wanted.project(), newest(contracts, wanted), wanted.taskContract());
    output.one(spec.commandLine().getOut(), version, COLUMNS);
    return Exit.OK;
  }

  private static void ensureProject(Server server, ProjectFile wanted) {
    ProjectsApi projects = server.api(ProjectsApi.class);
    try {
      projects.get(wanted.project());
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      projects.create(new NewProject(wanted.project(), wanted.title()));
    }
  }

  private static @Nullable String newest(TaskContractsApi contracts, ProjectFile wanted) {
    try {
      return Versioned.etag(contracts.current(wanted.project()).version());
    } catch (PlatformException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return null;
    }
  }
}
